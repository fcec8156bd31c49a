package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compares every rule with a simple model without the rule's optimizations: exact integers instead of remembered prices,
 * lists of times instead of a token bucket. {@code -Drisk.orders=10000000} sets the number of random orders.
 */
@Timeout(600)
final class RiskModelTest {

    private static final long ORDERS = Long.getLong("risk.orders", 200_000);
    private static final long SEED = Long.getLong("risk.seed", 1);
    private static final int ORDERS_UNDER_ONE_SET_OF_LIMITS = 200;

    /** The same decision as the rule's, computed differently. */
    private interface Model {
        boolean allows(RiskContext context);

        default void onTaken(RiskContext context) {}
    }

    private static BigInteger exact(BigDecimal number) {
        return number.movePointRight(18).toBigIntegerExact();
    }

    private static boolean isLimit(RiskContext context) {
        return context.order().type() == OrderType.LIMIT;
    }

    private static boolean isBuy(RiskContext context) {
        return context.order().side() == Side.BUY;
    }

    private static boolean notional(RiskContext context) {
        BigDecimal most = context.limits().notional();
        if (most == null) {
            return true;
        }
        RiskContext.LastTrade trade = context.market().lastTrade();
        BigDecimal last = trade == null ? null : trade.price();
        BigDecimal limit = context.order().price();
        BigDecimal price;
        // A buy pays at most its limit, a sell gets at least its limit, and a market order counts at the last trade.
        if (isLimit(context) && isBuy(context)) {
            price = limit;
        } else if (last == null) {
            return false;
        } else {
            price = isLimit(context) && limit.subtract(last).signum() > 0 ? limit : last;
        }
        BigDecimal multiplier = context.market().multiplier();
        return price.signum() > 0
                && multiplier != null
                && exact(price)
                                .multiply(exact(multiplier))
                                .multiply(BigInteger.valueOf(context.order().quantity()))
                                .compareTo(exact(most).multiply(BigInteger.TEN.pow(18)))
                        <= 0;
    }

    private static boolean netPosition(RiskContext context) {
        Integer most = context.limits().netPosition();
        if (most == null) {
            return true;
        }
        BigInteger held = BigInteger.valueOf(context.exposure().held());
        BigInteger quantity = BigInteger.valueOf(context.order().quantity());
        BigInteger worst = isBuy(context)
                ? held.add(BigInteger.valueOf(context.exposure().openBuys())).add(quantity)
                : held.negate()
                        .add(BigInteger.valueOf(context.exposure().openSells()))
                        .add(quantity);
        return worst.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    private static boolean collar(RiskContext context) {
        BigDecimal percent = context.limits().collarPercent();
        Long oldest = context.limits().priceAgeMillis();
        if (percent == null && oldest == null) {
            return true;
        }
        RiskContext.LastTrade trade = context.market().lastTrade();
        if (trade == null || (oldest != null && trade.ageMillis() > oldest)) {
            return false;
        }
        BigDecimal last = trade.price();
        if (percent == null || !isLimit(context)) {
            return true;
        }
        BigInteger distance = exact(context.order().price().subtract(last)).abs();
        // distance ≤ last × percent / 100, without a division.
        return distance.multiply(BigInteger.valueOf(100))
                        .multiply(BigInteger.TEN.pow(18))
                        .compareTo(exact(last).multiply(exact(percent)))
                <= 0;
    }

    private static boolean selfMatch(RiskContext context) {
        Boolean may = context.limits().mayMatchItself();
        BigDecimal opposite = isBuy(context)
                ? context.exposure().lowestOwnSell()
                : context.exposure().highestOwnBuy();
        if (may == null || may || opposite == null) {
            return true;
        }
        int compared = context.order().price().compareTo(opposite);
        return isLimit(context) && (isBuy(context) ? compared < 0 : compared > 0);
    }

    private static boolean dailyLoss(RiskContext context) {
        BigDecimal most = context.limits().dailyLoss();
        if (most == null) {
            return true;
        }
        BigInteger after = isBuy(context)
                ? BigInteger.valueOf(context.exposure().held())
                        .add(BigInteger.valueOf(context.exposure().openBuys()))
                        .add(BigInteger.valueOf(context.order().quantity()))
                : BigInteger.valueOf(context.exposure().held())
                        .subtract(BigInteger.valueOf(context.exposure().openSells()))
                        .subtract(BigInteger.valueOf(context.order().quantity()));
        boolean closes = isBuy(context) ? after.signum() <= 0 : after.signum() >= 0;
        BigDecimal profit = context.dayProfit();
        return closes || (profit != null && profit.add(most).signum() > 0);
    }

    private static boolean hours(RiskContext context) {
        LocalTime time = context.market().time();
        if (context.limits().hours().isEmpty()) {
            return true;
        }
        return time != null
                && context.limits().hours().stream().anyMatch(hours -> {
                    int from = hours.from().toSecondOfDay();
                    int length = Math.floorMod(hours.until().toSecondOfDay() - from, 86_400);
                    return Math.floorMod(time.toSecondOfDay() - from, 86_400) < length;
                });
    }

    /** Simulates the bucket from the list of all orders taken. */
    private static final class Rate implements Model {
        private final Map<String, ArrayDeque<Long>> clients = new HashMap<>();

        @Override
        public boolean allows(RiskContext context) {
            Integer ofClient = context.limits().clientOrdersPerSecond();
            Integer ofAll = context.limits().totalOrdersPerSecond();
            return (ofClient == null || fits("client " + context.client(), ofClient, context.nowNanos()))
                    && (ofAll == null || fits("all", ofAll, context.nowNanos()));
        }

        /** Whether one more order fits the bucket, which is simulated from the first order on. */
        private boolean fits(String whose, int perSecond, long now) {
            long each = 1_000_000_000L / perSecond;
            long owed = 0;
            long last = 0;
            for (long taken : clients.getOrDefault(whose, new ArrayDeque<>())) {
                owed = Math.max(0, owed - (taken - last)) + each;
                last = taken;
            }
            owed = Math.max(0, owed - (now - last));
            return owed + each <= 1_000_000_000L;
        }

        @Override
        public void onTaken(RiskContext context) {
            if (context.limits().clientOrdersPerSecond() != null) {
                remember("client " + context.client(), context.nowNanos());
            }
            if (context.limits().totalOrdersPerSecond() != null) {
                remember("all", context.nowNanos());
            }
        }

        private void remember(String whose, long now) {
            clients.computeIfAbsent(whose, unused -> new ArrayDeque<>()).add(now);
        }
    }

    private static final class Identical implements Model {
        private record Taken(String account, NewOrder order, long at) {}

        private final List<Taken> taken = new ArrayList<>();

        private static NewOrder withoutNote(NewOrder order) {
            return new NewOrder(
                    order.itemCode(),
                    order.side(),
                    order.type(),
                    order.price(),
                    order.quantity(),
                    order.openClose(),
                    order.dayTrade(),
                    order.timeInForce(),
                    "");
        }

        @Override
        public boolean allows(RiskContext context) {
            Integer most = context.limits().identicalOrders();
            Long within = context.limits().identicalMillis();
            if (most == null || within == null) {
                return true;
            }
            NewOrder order = withoutNote(context.order());
            return taken.stream()
                            .filter(one -> context.nowNanos() - one.at() < within * 1_000_000)
                            .filter(one -> one.account().equals(context.account())
                                    && one.order().equals(order))
                            .count()
                    < most;
        }

        @Override
        public void onTaken(RiskContext context) {
            taken.add(new Taken(context.account(), withoutNote(context.order()), context.nowNanos()));
        }
    }

    private static Map<RiskRule, Model> rules() {
        Map<RiskRule, Model> rules = new HashMap<>();
        rules.put(new OrderQuantityRule(), context -> {
            Integer most = context.limits().orderQuantity();
            return most == null || context.order().quantity() <= most;
        });
        rules.put(
                new InstrumentRule(),
                context -> context.limits().instruments().isEmpty()
                        || context.limits()
                                .instruments()
                                .contains(context.order().itemCode()));
        rules.put(new SessionHoursRule(), RiskModelTest::hours);
        rules.put(new PriceCollarRule(), RiskModelTest::collar);
        rules.put(new NotionalRule(), RiskModelTest::notional);
        rules.put(new NetPositionRule(), RiskModelTest::netPosition);
        rules.put(new SelfMatchRule(), RiskModelTest::selfMatch);
        rules.put(new DailyLossRule(), RiskModelTest::dailyLoss);
        rules.put(new IdenticalOrdersRule(), new Identical());
        rules.put(new OrderRateRule(), new Rate());
        return rules;
    }

    @Test
    void every_rule_decides_as_its_model() {
        java.util.Random random = new java.util.Random(SEED);
        Map<String, long[]> counts = new HashMap<>();
        for (long judged = 0; judged < ORDERS; judged += ORDERS_UNDER_ONE_SET_OF_LIMITS) {
            Map<RiskRule, Model> rules = rules();
            RiskLimits limits = RandomCase.limits(random);
            long now = random.nextLong(1L << 40);
            for (int i = 0; i < ORDERS_UNDER_ONE_SET_OF_LIMITS; i++) {
                now += random.nextInt(120_000_000);
                RiskContext order = RandomCase.of(random, now, limits);
                rules.forEach((rule, model) -> {
                    boolean isAllowed = rule.check(order) == RiskDecision.ALLOWED;
                    boolean shouldBe = model.allows(order);
                    if (isAllowed != shouldBe) {
                        assertThat(isAllowed)
                                .as("%s, seed %d: %s", rule.name(), SEED, order)
                                .isEqualTo(shouldBe);
                    }
                    counts.computeIfAbsent(rule.name(), unused -> new long[2])[isAllowed ? 1 : 0]++;
                    if (isAllowed) {
                        rule.onTaken(order);
                        model.onTaken(order);
                    }
                });
            }
        }
        assertThat(counts.keySet())
                .as("every rule has a model")
                .containsExactlyInAnyOrderElementsOf(
                        RiskRules.all().stream().map(RiskRule::name).toList());
        counts.forEach((rule, seen) -> {
            assertThat(seen[0]).as("rejected by " + rule).isPositive();
            assertThat(seen[1]).as("allowed by " + rule).isPositive();
        });
    }
}
