package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule's decision and message, at its limit and one step beyond. RiskModelTest checks random orders. */
final class RiskRulesTest {

    private static final long SECOND = 1_000_000_000L;

    private Side side = Side.BUY;
    private OrderType type = OrderType.LIMIT;
    private int price = 17_300;
    private int quantity = 2;
    private long held;
    private long open;
    private @Nullable BigDecimal own;
    private @Nullable BigDecimal last = BigDecimal.valueOf(17_300);
    private @Nullable BigDecimal multiplier = BigDecimal.valueOf(200);
    private long lastPriceAge;
    private @Nullable LocalTime time = LocalTime.of(9, 0);
    private @Nullable BigDecimal dayProfit = BigDecimal.ZERO;
    private String client = "c1";
    private long now;
    private RiskLimits limits = RiskLimits.NONE;

    private RiskContext order() {
        BigDecimal points = BigDecimal.valueOf(type == OrderType.LIMIT ? price : 0);
        return new RiskContext(
                "A1",
                client,
                new NewOrder("TXFH1", side, type, points, quantity, PositionEffect.AUTO, false, TimeInForce.IOC, ""),
                limits,
                new RiskContext.Exposure(held, open, open, own, own),
                new RiskContext.Market(
                        multiplier, last == null ? null : new RiskContext.LastTrade(last, lastPriceAge), time),
                dayProfit,
                now);
    }

    /** The message of the denial, or "allowed". */
    private String judged(RiskRule rule) {
        return rule.check(order()) instanceof RiskDecision.Rejected rejected ? rejected.sentence() : "allowed";
    }

    @Test
    void rules_run_in_this_order_the_cheap_ones_first() {
        assertThat(RiskRules.all())
                .extracting(RiskRule::name)
                .containsSubsequence(
                        "order quantity",
                        "instruments",
                        "session hours",
                        "price collar",
                        "notional",
                        "net position",
                        "self-match",
                        "daily loss",
                        "identical orders",
                        "order rate");
    }

    @Test
    void an_order_over_the_quantity_limit_is_denied() {
        limits = Limits.none().orderQuantity(2).made();
        assertThat(judged(new OrderQuantityRule())).isEqualTo("allowed");
        quantity = 3;
        assertThat(judged(new OrderQuantityRule()))
                .isEqualTo("Rejected by \"order quantity\": 3 exceeds the limit of 2.");
    }

    @Test
    void an_instrument_that_is_not_listed_is_denied() {
        limits = Limits.none().instruments("TXFI1", "MXFH1").made();
        assertThat(judged(new InstrumentRule()))
                .isEqualTo("Rejected by \"instruments\": TXFH1 is not one of the allowed instruments: MXFH1, TXFI1.");
    }

    @Test
    void an_order_over_the_notional_limit_is_denied() {
        limits = Limits.none().notional(17_300 * 200 * 2).made();
        assertThat(judged(new NotionalRule())).isEqualTo("allowed");
        price = 17_301;
        assertThat(judged(new NotionalRule()))
                .isEqualTo("Rejected by \"notional\": the order's value of 6920400 exceeds the limit of 6920000.");
        multiplier = null;
        assertThat(judged(new NotionalRule()))
                .isEqualTo("Rejected by \"notional\": the value of one point of TXFH1 is not known, so the order's"
                        + " value cannot be compared with the limit of 6920000.");
    }

    @Test
    void a_sell_counts_at_the_last_trade_if_that_is_higher() {
        limits = Limits.none().notional(17_300 * 200 * 2).made();
        side = Side.SELL;
        price = 1;
        assertThat(judged(new NotionalRule())).isEqualTo("allowed");
        last = BigDecimal.valueOf(17_301);
        assertThat(judged(new NotionalRule())).contains("the order's value of 6920400 exceeds");
        last = null;
        assertThat(judged(new NotionalRule()))
                .isEqualTo("Rejected by \"notional\": there is no price to compute the order's value, so it cannot be"
                        + " compared with the limit of 6920000.");
        last = BigDecimal.ZERO;
        type = OrderType.MARKET;
        assertThat(judged(new NotionalRule())).contains("there is no price to compute the order's value");
    }

    @Test
    void the_worst_position_is_limited_long_and_short() {
        limits = Limits.none().netPosition(5).made();
        held = 2;
        open = 1;
        assertThat(judged(new NetPositionRule())).isEqualTo("allowed");
        open = 2;
        assertThat(judged(new NetPositionRule()))
                .isEqualTo("Rejected by \"net position\": the position could reach 6 (2 held, with all open orders"
                        + " filled), which exceeds the limit of 5 long or short.");
        side = Side.SELL;
        held = -1;
        assertThat(judged(new NetPositionRule())).isEqualTo("allowed");
        held = -2;
        assertThat(judged(new NetPositionRule())).contains("the position could reach -6 (-2 held");
    }

    @Test
    void a_price_outside_the_collar_is_denied() {
        limits = Limits.none().collarPercent(1).made();
        PriceCollarRule rule = new PriceCollarRule();
        price = 17_127;
        assertThat(judged(rule)).isEqualTo("allowed");
        price = 17_473;
        assertThat(judged(rule)).isEqualTo("allowed");
        price = 17_474;
        assertThat(judged(rule))
                .isEqualTo("Rejected by \"price collar\": the price 17474 is outside the range from 17127.00 to"
                        + " 17473.00 (1 % around the last trade at 17300).");
        price = 17_126;
        assertThat(judged(rule)).contains("the price 17126 is outside");
        last = BigDecimal.valueOf(17_298);
        assertThat(judged(rule)).as("the last trade has changed").isEqualTo("allowed");
        limits = Limits.none().collarPercent(0).made();
        assertThat(judged(rule)).as("the limit has changed").contains("the range from 17298");
    }

    @Test
    void without_a_fresh_last_trade_an_order_is_denied() {
        limits = Limits.none().priceAgeMillis(1_000).made();
        type = OrderType.MARKET;
        lastPriceAge = 1_000;
        assertThat(judged(new PriceCollarRule())).isEqualTo("allowed");
        lastPriceAge = 1_001;
        assertThat(judged(new PriceCollarRule()))
                .isEqualTo("Rejected by \"price collar\": the last trade is 1001 ms old, which exceeds the limit of"
                        + " 1000 ms.");
        last = null;
        assertThat(judged(new PriceCollarRule()))
                .isEqualTo("Rejected by \"price collar\": no trade has been reported yet, but the rule needs a last"
                        + " trade to compare with.");
    }

    @Test
    void an_order_that_could_match_an_own_order_is_denied() {
        limits = Limits.none().neverMatchesItself().made();
        assertThat(judged(new SelfMatchRule())).isEqualTo("allowed");
        own = BigDecimal.valueOf(17_301);
        assertThat(judged(new SelfMatchRule())).isEqualTo("allowed");
        own = BigDecimal.valueOf(17_300);
        assertThat(judged(new SelfMatchRule()))
                .isEqualTo("Rejected by \"self-match\": the account's own order sells at 17300, so this order needs a"
                        + " limit price below 17300.");
        side = Side.SELL;
        assertThat(judged(new SelfMatchRule()))
                .isEqualTo("Rejected by \"self-match\": the account's own order buys at 17300, so this order needs a"
                        + " limit price above 17300.");
        own = BigDecimal.valueOf(17_299);
        assertThat(judged(new SelfMatchRule())).isEqualTo("allowed");
    }

    @Test
    void after_the_daily_loss_only_closing_orders_are_allowed() {
        limits = Limits.none().dailyLoss(1_000).made();
        dayProfit = BigDecimal.valueOf(-999);
        assertThat(judged(new DailyLossRule())).isEqualTo("allowed");
        dayProfit = BigDecimal.valueOf(1_000);
        assertThat(judged(new DailyLossRule())).isEqualTo("allowed");
        dayProfit = BigDecimal.valueOf(-1_000);
        assertThat(judged(new DailyLossRule()))
                .isEqualTo("Rejected by \"daily loss\": the account has lost 1000 today, which reaches the limit of"
                        + " 1000; only orders that close a position are accepted.");
        dayProfit = null;
        assertThat(judged(new DailyLossRule()))
                .isEqualTo("Rejected by \"daily loss\": the account's P&L of today is not known, so it cannot be"
                        + " compared with the limit of 1000; only orders that close a position are accepted.");
        held = -2;
        assertThat(judged(new DailyLossRule())).as("it only closes").isEqualTo("allowed");
        side = Side.SELL;
        held = 1;
        assertThat(judged(new DailyLossRule())).as("one of the two opens").isNotEqualTo("allowed");
    }

    @Test
    void a_daily_loss_limit_of_0_allows_trading_without_a_loss() {
        limits = Limits.none().dailyLoss(0).made();
        assertThat(judged(new DailyLossRule())).isEqualTo("allowed");
    }

    @Test
    void orders_outside_the_session_hours_are_denied() {
        limits = Limits.none()
                .hours(
                        new RiskLimits.Hours(LocalTime.of(8, 45), LocalTime.of(13, 45)),
                        new RiskLimits.Hours(LocalTime.of(15, 0), LocalTime.of(5, 0)))
                .made();
        String allowed = " the allowed hours: 08:45 to 13:45, 15:00 to 05:00.";
        time = LocalTime.of(8, 45);
        assertThat(judged(new SessionHoursRule())).isEqualTo("allowed");
        time = LocalTime.of(8, 44, 59);
        assertThat(judged(new SessionHoursRule()))
                .isEqualTo("Rejected by \"session hours\": the exchange's time 08:44:59 is outside" + allowed);
        time = LocalTime.of(13, 45);
        assertThat(judged(new SessionHoursRule())).isNotEqualTo("allowed");
        time = LocalTime.of(15, 0);
        assertThat(judged(new SessionHoursRule())).isEqualTo("allowed");
        time = LocalTime.of(5, 0);
        assertThat(judged(new SessionHoursRule())).isNotEqualTo("allowed");
        time = LocalTime.MIDNIGHT;
        assertThat(judged(new SessionHoursRule())).isEqualTo("allowed");
        time = null;
        assertThat(judged(new SessionHoursRule()))
                .isEqualTo("Rejected by \"session hours\": the exchange's time is not known, so it cannot be compared"
                        + " with"
                        + allowed);
    }

    @Test
    void hours_that_end_when_they_start_are_empty() {
        limits = Limits.none()
                .hours(new RiskLimits.Hours(LocalTime.NOON, LocalTime.NOON))
                .made();
        time = LocalTime.NOON;
        assertThat(judged(new SessionHoursRule())).isNotEqualTo("allowed");
    }

    @Test
    void identical_orders_are_limited_within_a_time() {
        limits = Limits.none().identicalOrders(2, 1_000).made();
        IdenticalOrdersRule rule = new IdenticalOrdersRule();
        rule.onTaken(order());
        assertThat(judged(rule)).isEqualTo("allowed");
        rule.onTaken(order());
        assertThat(judged(rule))
                .isEqualTo("Rejected by \"identical orders\": 2 identical orders were sent before it, which reaches"
                        + " the limit of 2 within 1000 ms.");
        quantity = 3;
        assertThat(judged(rule)).as("a different order").isEqualTo("allowed");
        quantity = 2;
        now = SECOND - 1;
        assertThat(judged(rule)).isNotEqualTo("allowed");
        now = SECOND;
        assertThat(judged(rule)).as("the first order is too old to count").isEqualTo("allowed");
    }

    @Test
    void the_last_1024_orders_are_remembered() {
        limits = Limits.none().identicalOrders(1, 1_000).made();
        IdenticalOrdersRule rule = new IdenticalOrdersRule();
        rule.onTaken(order());
        for (int other = 1; other < 1_024; other++) {
            price = 17_300 + other;
            rule.onTaken(order());
        }
        price = 17_300;
        assertThat(judged(rule)).isNotEqualTo("allowed");
        price = 1;
        rule.onTaken(order());
        price = 17_300;
        assertThat(judged(rule)).isEqualTo("allowed");
    }

    @Test
    void the_order_rate_is_limited_per_client_and_in_total() {
        limits = Limits.none().clientOrdersPerSecond(2).totalOrdersPerSecond(3).made();
        OrderRateRule rule = new OrderRateRule();
        rule.onTaken(order());
        assertThat(judged(rule)).isEqualTo("allowed");
        rule.onTaken(order());
        assertThat(rule.check(order()))
                .isEqualTo(new RiskDecision.Rejected(
                        "order rate", "the limit of 2 orders per second per client", "this client has reached", true));
        client = "c2";
        assertThat(judged(rule)).isEqualTo("allowed");
        rule.onTaken(order());
        client = "c3";
        assertThat(judged(rule))
                .isEqualTo("Rejected by \"order rate\": all clients together have reached the limit of 3 orders per"
                        + " second.");
        now = SECOND / 2;
        client = "c1";
        assertThat(judged(rule)).as("a token is available again").isEqualTo("allowed");
        limits = Limits.none().clientOrdersPerSecond(0).made();
        assertThat(judged(rule)).contains("the limit of 0 orders per second per client");
        limits = Limits.none().totalOrdersPerSecond(0).made();
        assertThat(judged(rule)).contains("the limit of 0 orders per second.");
    }

    @Test
    void of_a_thousand_clients_the_one_idle_longest_is_forgotten() {
        limits = Limits.none().clientOrdersPerSecond(1).made();
        OrderRateRule rule = new OrderRateRule();
        rule.onTaken(order());
        for (int other = 1; other < 1_000; other++) {
            client = "other" + other;
            rule.onTaken(order());
        }
        client = "c1";
        assertThat(judged(rule)).isNotEqualTo("allowed");
        client = "one more";
        rule.onTaken(order());
        // Checking "c1" above counts as activity, so another client was idle longest.
        client = "other1";
        assertThat(judged(rule)).isEqualTo("allowed");
    }

    @Test
    void limits_that_are_not_set_come_from_the_others() {
        RiskLimits mine = Limits.none()
                .hours(new RiskLimits.Hours(LocalTime.MIN, LocalTime.NOON))
                .made();
        RiskLimits others = Limits.none()
                .orderQuantity(1)
                .hours(new RiskLimits.Hours(LocalTime.NOON, LocalTime.MAX))
                .instruments("TXFH1")
                .made();
        assertThat(mine.over(others))
                .isEqualTo(Limits.none()
                        .orderQuantity(1)
                        .hours(mine.hours().get(0))
                        .instruments("TXFH1")
                        .made());
        assertThat(others.over(mine)).isEqualTo(others);
    }
}
