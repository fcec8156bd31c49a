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
final class RandomCase implements RiskView {

    private static final List<String> ITEMS = List.of("TXFH1", "MXFH1", "EXFH1");
    private static final List<String> ACCOUNTS = List.of("A1", "A2");
    private static final List<String> CLIENTS = List.of("c1", "c2", "");

    private final Random random;
    private final String account;
    private final String client;
    private final NewOrder order;
    private final RiskLimits limits;
    private final BigDecimal multiplier;
    private final long held;
    private final long openBuys;
    private final long openSells;
    private final @Nullable BigDecimal lowestOwnSell;
    private final @Nullable BigDecimal highestOwnBuy;
    private final @Nullable BigDecimal lastPrice;
    private final long age;
    private final int second;
    private final @Nullable BigDecimal dayProfit;
    private final long nowNanos;

    RandomCase(Random random, long nowNanos, RiskLimits limits) {
        this.random = random;
        this.nowNanos = nowNanos;
        this.limits = limits;
        account = pick(ACCOUNTS);
        client = pick(CLIENTS);
        order = made();
        multiplier = rarely() ? BigDecimal.ZERO : BigDecimal.valueOf(pick(List.of(200, 50, 4000)));
        held = signed();
        openBuys = Math.abs(signed());
        openSells = Math.abs(signed());
        lowestOwnSell = random.nextBoolean() ? null : price();
        highestOwnBuy = random.nextBoolean() ? null : price();
        lastPrice = rarely() ? null : price();
        age = rarely() ? Long.MAX_VALUE : random.nextInt(20);
        second = rarely() ? -1 : random.nextInt(86_400);
        dayProfit = rarely() ? null : money();
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

    private NewOrder made() {
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

    @Override
    public String account() {
        return account;
    }

    @Override
    public String client() {
        return client;
    }

    @Override
    public NewOrder order() {
        return order;
    }

    @Override
    public RiskLimits limits() {
        return limits;
    }

    @Override
    public BigDecimal multiplier() {
        return multiplier;
    }

    @Override
    public long held() {
        return held;
    }

    @Override
    public long openBuys() {
        return openBuys;
    }

    @Override
    public long openSells() {
        return openSells;
    }

    @Override
    public @Nullable BigDecimal lowestOwnSell() {
        return lowestOwnSell;
    }

    @Override
    public @Nullable BigDecimal highestOwnBuy() {
        return highestOwnBuy;
    }

    @Override
    public @Nullable BigDecimal lastPrice() {
        return lastPrice;
    }

    @Override
    public long lastPriceAgeMillis() {
        return age;
    }

    @Override
    public int exchangeSecondOfDay() {
        return second;
    }

    @Override
    public @Nullable BigDecimal dayProfit() {
        return dayProfit;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public String toString() {
        return account + " " + client + " " + order + " held " + held + " open " + openBuys + "/" + openSells + " own "
                + lowestOwnSell + "/" + highestOwnBuy + " last " + lastPrice + " (" + age + " ms) at " + second
                + " profit "
                + dayProfit + " multiplier " + multiplier + " now " + nowNanos + " under " + limits;
    }
}
