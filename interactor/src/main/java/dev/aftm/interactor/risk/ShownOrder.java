package dev.aftm.interactor.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskView;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order and context that the rules check. One object is reused, so that a check allocates nothing. Used by one thread. */
final class ShownOrder implements RiskView {

    private final LastPrices lastPrices;
    private final Function<String, @Nullable BigDecimal> profitOf;

    private @Nullable String account;
    private @Nullable String client;
    private @Nullable NewOrder order;
    private RiskLimits ofBoth = RiskLimits.NONE;
    private @Nullable Exposure exposure;
    private int alreadyOpen;
    private long nowNanos;

    /** @param profitOf returns an account's P&amp;L of the day */
    ShownOrder(LastPrices lastPrices, Function<String, @Nullable BigDecimal> profitOf) {
        this.lastPrices = lastPrices;
        this.profitOf = profitOf;
    }

    /** @param openOfIt how many of the order's contracts are open already, if it is a change */
    void show(
            String ofAccount,
            String ofClient,
            NewOrder anOrder,
            RiskLimits theLimits,
            Exposure where,
            int openOfIt,
            long now) {
        account = ofAccount;
        client = ofClient;
        order = anOrder;
        ofBoth = theLimits;
        exposure = where;
        alreadyOpen = openOfIt;
        nowNanos = now;
    }

    private Exposure where() {
        Exposure shown = exposure;
        if (shown == null) {
            throw new IllegalStateException("There is no order to check.");
        }
        return shown;
    }

    @Override
    public String account() {
        return account == null ? "" : account;
    }

    @Override
    public String client() {
        return client == null ? "" : client;
    }

    @Override
    public NewOrder order() {
        NewOrder shown = order;
        if (shown == null) {
            throw new IllegalStateException("There is no order to check.");
        }
        return shown;
    }

    @Override
    public RiskLimits limits() {
        return ofBoth;
    }

    @Override
    public BigDecimal multiplier() {
        return where().multiplier();
    }

    @Override
    public long held() {
        return where().held();
    }

    @Override
    public long openBuys() {
        return where().openBuys() - (order().side() == Side.BUY ? alreadyOpen : 0);
    }

    @Override
    public long openSells() {
        return where().openSells() - (order().side() == Side.SELL ? alreadyOpen : 0);
    }

    @Override
    public @Nullable BigDecimal lowestOwnSell() {
        return where().lowestSell();
    }

    @Override
    public @Nullable BigDecimal highestOwnBuy() {
        return where().highestBuy();
    }

    @Override
    public @Nullable BigDecimal lastPrice() {
        return where().lastTrade().price();
    }

    @Override
    public long lastPriceAgeMillis() {
        return where().lastTrade().ageMillis(nowNanos);
    }

    @Override
    public int exchangeSecondOfDay() {
        return lastPrices.secondOfDay(nowNanos);
    }

    @Override
    public @Nullable BigDecimal dayProfit() {
        return profitOf.apply(account());
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }
}
