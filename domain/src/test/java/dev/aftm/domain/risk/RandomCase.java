package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A random order and exposure: mostly close to the limits, sometimes extreme. */
final class RandomCase {

    private static final List<String> ITEMS = List.of("TXFH1", "MXFH1", "EXFH1");
    private static final List<String> ACCOUNTS = List.of("A1", "A2");
    private static final List<String> CLIENTS = List.of("c1", "c2", "");

    private final Random random;

    private RandomCase(Random random) {
        this.random = random;
    }

    static RiskContext of(Random random, long nowNanos, RiskLimits limits) {
        return new RandomCase(random).made(nowNanos, limits);
    }

    private RiskContext made(long nowNanos, RiskLimits limits) {
        return new RiskContext(
                pick(ACCOUNTS),
                pick(CLIENTS),
                order(),
                limits,
                new RiskContext.Exposure(signed(), Math.abs(signed()), Math.abs(signed()), ownPrice(), ownPrice()),
                new RiskContext.Market(
                        rarely() ? null : BigDecimal.valueOf(pick(List.of(200, 50, 4000))),
                        rarely() ? null : new RiskContext.LastTrade(price(), random.nextInt(20)),
                        rarely() ? null : time(random)),
                rarely() ? null : money(),
                nowNanos);
    }

    private @Nullable BigDecimal ownPrice() {
        return random.nextBoolean() ? null : price();
    }

    /** Random limits; each of them is sometimes missing. */
    static RiskLimits limits(Random random) {
        return new RiskLimits(
                maybe(random, 1 + random.nextInt(6)),
                maybe(random, BigDecimal.valueOf(1 + random.nextInt(40_000_000))),
                maybe(random, random.nextInt(10) == 0 ? Integer.MAX_VALUE : random.nextInt(12)),
                maybe(random, BigDecimal.valueOf(random.nextInt(300), 2)),
                maybe(random, (long) random.nextInt(20)),
                maybe(random, 1 + random.nextInt(20)),
                maybe(random, 1 + random.nextInt(30)),
                maybe(random, 1 + random.nextInt(4)),
                maybe(random, 1L + random.nextInt(200)),
                maybe(random, random.nextBoolean()),
                maybe(random, BigDecimal.valueOf(1 + random.nextInt(1000))),
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new RiskLimits.Hours(time(random), time(random)),
                                new RiskLimits.Hours(time(random), time(random))),
                random.nextBoolean() ? Set.of() : Set.of("TXFH1", "MXFH1"));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private static LocalTime time(Random random) {
        return LocalTime.ofSecondOfDay(random.nextInt(86_400));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean rarely() {
        return random.nextInt(20) == 0;
    }

    private long signed() {
        return rarely() ? random.nextLong(-4L * Integer.MAX_VALUE, 4L * Integer.MAX_VALUE) : random.nextInt(-8, 9);
    }

    private BigDecimal price() {
        return rarely()
                ? new BigDecimal(random.nextBoolean() ? "999999999.9999" : "0.0001")
                : BigDecimal.valueOf(1_700_000 + random.nextInt(30_000), 2);
    }

    private BigDecimal money() {
        return BigDecimal.valueOf(random.nextInt(-200_000, 100_000), 2);
    }

    private NewOrder order() {
        boolean isLimit = random.nextInt(3) > 0;
        int quantity = rarely() ? Integer.MAX_VALUE : 1 + random.nextInt(6);
        return new NewOrder(
                pick(ITEMS),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                isLimit ? OrderType.LIMIT : OrderType.MARKET,
                isLimit ? price() : BigDecimal.ZERO,
                quantity,
                PositionEffect.AUTO,
                false,
                TimeInForce.IOC,
                "note " + random.nextInt(3));
    }
}
