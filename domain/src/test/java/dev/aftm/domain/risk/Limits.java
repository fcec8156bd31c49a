package dev.aftm.domain.risk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds risk limits for tests. */
public final class Limits {

    private @Nullable Integer orderQuantity;
    private @Nullable BigDecimal notional;
    private @Nullable Integer netPosition;
    private @Nullable BigDecimal collarPercent;
    private @Nullable Long priceAgeMillis;
    private @Nullable Integer clientOrdersPerSecond;
    private @Nullable Integer totalOrdersPerSecond;
    private @Nullable Integer identicalOrders;
    private @Nullable Long identicalMillis;
    private @Nullable Boolean mayMatchItself;
    private @Nullable BigDecimal dailyLoss;
    private List<RiskLimits.Hours> hours = List.of();
    private Set<String> instruments = Set.of();

    private Limits() {}

    public static Limits none() {
        return new Limits();
    }

    public Limits orderQuantity(int most) {
        orderQuantity = most;
        return this;
    }

    public Limits notional(int most) {
        notional = BigDecimal.valueOf(most);
        return this;
    }

    public Limits netPosition(int most) {
        netPosition = most;
        return this;
    }

    public Limits collarPercent(int percent) {
        collarPercent = BigDecimal.valueOf(percent);
        return this;
    }

    public Limits priceAgeMillis(long oldest) {
        priceAgeMillis = oldest;
        return this;
    }

    public Limits clientOrdersPerSecond(int most) {
        clientOrdersPerSecond = most;
        return this;
    }

    public Limits totalOrdersPerSecond(int most) {
        totalOrdersPerSecond = most;
        return this;
    }

    public Limits identicalOrders(int most, long withinMillis) {
        identicalOrders = most;
        identicalMillis = withinMillis;
        return this;
    }

    public Limits neverMatchesItself() {
        mayMatchItself = false;
        return this;
    }

    public Limits dailyLoss(int most) {
        dailyLoss = BigDecimal.valueOf(most);
        return this;
    }

    public Limits hours(RiskLimits.Hours... when) {
        hours = List.of(when);
        return this;
    }

    public Limits instruments(String... itemCodes) {
        instruments = Set.of(itemCodes);
        return this;
    }

    public RiskLimits made() {
        return new RiskLimits(
                orderQuantity,
                notional,
                netPosition,
                collarPercent,
                priceAgeMillis,
                clientOrdersPerSecond,
                totalOrdersPerSecond,
                identicalOrders,
                identicalMillis,
                mayMatchItself,
                dailyLoss,
                hours,
                instruments);
    }
}
