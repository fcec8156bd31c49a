package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import java.math.BigInteger;
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
        boolean allows(RiskView order);

        default void onTaken(RiskView order) {}
    }

    private static BigInteger exact(BigDecimal number) {
        return number.movePointRight(18).toBigIntegerExact();
    }

    private static boolean isLimit(RiskView view) {
        return view.order().type() == OrderType.LIMIT;
    }

    private static boolean isBuy(RiskView view) {
        return view.order().side() == Side.BUY;
    }

    private static boolean notional(RiskView view) {
        BigDecimal most = view.limits().notional();
        if (most == null) {
            return true;
        }
        BigDecimal last = view.lastPrice();
        BigDecimal limit = view.order().price();
        BigDecimal price;
        // A buy pays at most its limit, a sell gets at least its limit, and a market order counts at the last trade.
        if (isLimit(view) && isBuy(view)) {
            price = limit;
        } else if (last == null) {
            return false;
        } else {
            price = isLimit(view) && limit.subtract(last).signum() > 0 ? limit : last;
        }
        return price.signum() > 0
                && view.multiplier().signum() > 0
                && exact(price)
                                .multiply(exact(view.multiplier()))
                                .multiply(BigInteger.valueOf(view.order().quantity()))
                                .compareTo(exact(most).multiply(BigInteger.TEN.pow(18)))
                        <= 0;
    }

    private static boolean netPosition(RiskView view) {
        Integer most = view.limits().netPosition();
        if (most == null) {
            return true;
        }
        BigInteger held = BigInteger.valueOf(view.held());
        BigInteger quantity = BigInteger.valueOf(view.order().quantity());
        BigInteger worst = isBuy(view)
                ? held.add(BigInteger.valueOf(view.openBuys())).add(quantity)
                : held.negate().add(BigInteger.valueOf(view.openSells())).add(quantity);
        return worst.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    private static boolean collar(RiskView view) {
        BigDecimal percent = view.limits().collarPercent();
        Long oldest = view.limits().priceAgeMillis();
        if (percent == null && oldest == null) {
            return true;
        }
        BigDecimal last = view.lastPrice();
        if (last == null || (oldest != null && view.lastPriceAgeMillis() > oldest)) {
            return false;
        }
        if (percent == null || !isLimit(view)) {
            return true;
        }
        BigInteger distance = exact(view.order().price().subtract(last)).abs();
        // distance ≤ last × percent / 100, without a division.
        return distance.multiply(BigInteger.valueOf(100))
                        .multiply(BigInteger.TEN.pow(18))
                        .compareTo(exact(last).multiply(exact(percent)))
                <= 0;
    }

    private static boolean selfMatch(RiskView view) {
        Boolean may = view.limits().mayMatchItself();
        BigDecimal opposite = isBuy(view) ? view.lowestOwnSell() : view.highestOwnBuy();
        if (may == null || may || opposite == null) {
            return true;
        }
        int compared = view.order().price().compareTo(opposite);
        return isLimit(view) && (isBuy(view) ? compared < 0 : compared > 0);
    }

    private static boolean dailyLoss(RiskView view) {
        BigDecimal most = view.limits().dailyLoss();
        if (most == null) {
            return true;
        }
        BigInteger after = isBuy(view)
                ? BigInteger.valueOf(view.held())
                        .add(BigInteger.valueOf(view.openBuys()))
                        .add(BigInteger.valueOf(view.order().quantity()))
                : BigInteger.valueOf(view.held())
                        .subtract(BigInteger.valueOf(view.openSells()))
                        .subtract(BigInteger.valueOf(view.order().quantity()));
        boolean closes = isBuy(view) ? after.signum() <= 0 : after.signum() >= 0;
        BigDecimal profit = view.dayProfit();
        return closes || (profit != null && profit.add(most).signum() > 0);
    }

    private static boolean hours(RiskView view) {
        int second = view.exchangeSecondOfDay();
        if (view.limits().hours().isEmpty()) {
            return true;
        }
        return second >= 0
                && view.limits().hours().stream().anyMatch(hours -> {
                    int from = hours.from().toSecondOfDay();
                    int length = Math.floorMod(hours.until().toSecondOfDay() - from, 86_400);
                    return Math.floorMod(second - from, 86_400) < length;
                });
    }

    /** Simulates the bucket from the list of all orders taken. */
    private static final class Rate implements Model {
        private final Map<String, ArrayDeque<Long>> clients = new HashMap<>();

        @Override
        public boolean allows(RiskView order) {
            Integer ofClient = order.limits().clientOrdersPerSecond();
            Integer ofAll = order.limits().totalOrdersPerSecond();
            return (ofClient == null || fits("client " + order.client(), ofClient, order.nowNanos()))
                    && (ofAll == null || fits("all", ofAll, order.nowNanos()));
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
        public void onTaken(RiskView order) {
            if (order.limits().clientOrdersPerSecond() != null) {
                remember("client " + order.client(), order.nowNanos());
            }
            if (order.limits().totalOrdersPerSecond() != null) {
                remember("all", order.nowNanos());
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
        public boolean allows(RiskView view) {
            Integer most = view.limits().identicalOrders();
            Long within = view.limits().identicalMillis();
            if (most == null || within == null) {
                return true;
            }
            NewOrder order = withoutNote(view.order());
            return taken.stream()
                            .filter(one -> view.nowNanos() - one.at() < within * 1_000_000)
                            .filter(one -> one.account().equals(view.account())
                                    && one.order().equals(order))
                            .count()
                    < most;
        }

        @Override
        public void onTaken(RiskView view) {
            taken.add(new Taken(view.account(), withoutNote(view.order()), view.nowNanos()));
        }
    }

    private static Map<RiskRule, Model> rules() {
        Map<RiskRule, Model> rules = new HashMap<>();
        rules.put(new OrderQuantityRule(), view -> {
            Integer most = view.limits().orderQuantity();
            return most == null || view.order().quantity() <= most;
        });
        rules.put(
                new InstrumentRule(),
                view -> view.limits().instruments().isEmpty()
                        || view.limits().instruments().contains(view.order().itemCode()));
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
                RandomCase order = new RandomCase(random, now, limits);
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
