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

/** What each rule says, at its limit and one beyond. The same at great length, and without words, is in RiskModelTest. */
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
    private BigDecimal multiplier = BigDecimal.valueOf(200);
    private long lastPriceAge;
    private int second = 9 * 3600;
    private @Nullable BigDecimal dayProfit = BigDecimal.ZERO;
    private String client = "c1";
    private long now;
    private RiskLimits limits = RiskLimits.NONE;

    private final class Order implements RiskView {
        @Override
        public String account() {
            return "A1";
        }

        @Override
        public String client() {
            return client;
        }

        @Override
        public NewOrder order() {
            return new NewOrder(
                    "TXFH1",
                    side,
                    type,
                    BigDecimal.valueOf(type == OrderType.LIMIT ? price : 0),
                    quantity,
                    PositionEffect.AUTO,
                    false,
                    TimeInForce.IOC,
                    "");
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
            return open;
        }

        @Override
        public long openSells() {
            return open;
        }

        @Override
        public @Nullable BigDecimal lowestOwnSell() {
            return own;
        }

        @Override
        public @Nullable BigDecimal highestOwnBuy() {
            return own;
        }

        @Override
        public @Nullable BigDecimal lastPrice() {
            return last;
        }

        @Override
        public long lastPriceAgeMillis() {
            return lastPriceAge;
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
            return now;
        }
    }

    /** The sentence of the refusal; "allowed" where there is none. */
    private String judged(RiskRule rule) {
        return rule.check(new Order()) instanceof RiskDecision.Rejected refused ? refused.sentence() : "allowed";
    }

    @Test
    void they_are_asked_in_this_order_the_cheap_ones_first() {
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
    void an_order_is_not_larger_than_its_limit() {
        limits = Limits.none().orderQuantity(2).made();
        assertThat(judged(new OrderQuantityRule())).isEqualTo("allowed");
        quantity = 3;
        assertThat(judged(new OrderQuantityRule()))
                .isEqualTo("The rule \"order quantity\" refuses the order: it is for 3; allowed is at most 2.");
    }

    @Test
    void what_is_not_listed_is_not_traded() {
        limits = Limits.none().instruments("TXFI1", "MXFH1").made();
        assertThat(judged(new InstrumentRule()))
                .isEqualTo("The rule \"instruments\" refuses the order: it is for TXFH1; allowed is MXFH1, TXFI1.");
    }

    @Test
    void an_order_is_not_worth_more_than_its_limit() {
        limits = Limits.none().notional(17_300 * 200 * 2).made();
        assertThat(judged(new NotionalRule())).isEqualTo("allowed");
        price = 17_301;
        assertThat(judged(new NotionalRule()))
                .isEqualTo("The rule \"notional\" refuses the order: it is worth 6920400; allowed is at most 6920000.");
        multiplier = BigDecimal.ZERO;
        assertThat(judged(new NotionalRule()))
                .isEqualTo("The rule \"notional\" refuses the order: nobody knows what a point of TXFH1 is worth;"
                        + " allowed is at most 6920000.");
    }

    @Test
    void a_sell_may_be_worth_more_than_its_price_says() {
        limits = Limits.none().notional(17_300 * 200 * 2).made();
        side = Side.SELL;
        price = 1;
        assertThat(judged(new NotionalRule())).isEqualTo("allowed");
        last = BigDecimal.valueOf(17_301);
        assertThat(judged(new NotionalRule())).contains("it is worth 6920400;");
        last = null;
        assertThat(judged(new NotionalRule()))
                .isEqualTo("The rule \"notional\" refuses the order: there is no price to judge it by; allowed is at"
                        + " most 6920000.");
        last = BigDecimal.ZERO;
        type = OrderType.MARKET;
        assertThat(judged(new NotionalRule())).contains("there is no price to judge it by");
    }

    @Test
    void an_account_does_not_come_to_hold_more_than_its_limit_either_way() {
        limits = Limits.none().netPosition(5).made();
        held = 2;
        open = 1;
        assertThat(judged(new NetPositionRule())).isEqualTo("allowed");
        open = 2;
        assertThat(judged(new NetPositionRule()))
                .isEqualTo("The rule \"net position\" refuses the order: it could come to 6 (2 held, open orders at"
                        + " their worst); allowed is at most 5 either way.");
        side = Side.SELL;
        held = -1;
        assertThat(judged(new NetPositionRule())).isEqualTo("allowed");
        held = -2;
        assertThat(judged(new NetPositionRule())).contains("it could come to -6 (-2 held");
    }

    @Test
    void a_price_is_not_far_from_the_last_trade() {
        limits = Limits.none().collarPercent(1).made();
        PriceCollarRule rule = new PriceCollarRule();
        price = 17_127;
        assertThat(judged(rule)).isEqualTo("allowed");
        price = 17_473;
        assertThat(judged(rule)).isEqualTo("allowed");
        price = 17_474;
        assertThat(judged(rule))
                .isEqualTo("The rule \"price collar\" refuses the order: its price is 17474; allowed is 17127.00 to"
                        + " 17473.00 (1 % around 17300).");
        price = 17_126;
        assertThat(judged(rule)).contains("its price is 17126;");
        last = BigDecimal.valueOf(17_298);
        assertThat(judged(rule)).as("the last trade has changed").isEqualTo("allowed");
        limits = Limits.none().collarPercent(0).made();
        assertThat(judged(rule)).as("the limit has changed").contains("allowed is 17298");
    }

    @Test
    void an_old_price_is_no_price_to_judge_by() {
        limits = Limits.none().priceAgeMillis(1_000).made();
        type = OrderType.MARKET;
        lastPriceAge = 1_000;
        assertThat(judged(new PriceCollarRule())).isEqualTo("allowed");
        lastPriceAge = 1_001;
        assertThat(judged(new PriceCollarRule()))
                .isEqualTo("The rule \"price collar\" refuses the order: it is 1001 ms old; allowed is a last trade at"
                        + " most 1000 ms old.");
        last = null;
        assertThat(judged(new PriceCollarRule()))
                .isEqualTo(
                        "The rule \"price collar\" refuses the order: there was no trade yet; allowed is a price near"
                                + " the last trade.");
    }

    @Test
    void an_account_does_not_trade_with_itself() {
        limits = Limits.none().neverMatchesItself().made();
        assertThat(judged(new SelfMatchRule())).isEqualTo("allowed");
        own = BigDecimal.valueOf(17_301);
        assertThat(judged(new SelfMatchRule())).isEqualTo("allowed");
        own = BigDecimal.valueOf(17_300);
        assertThat(judged(new SelfMatchRule()))
                .isEqualTo("The rule \"self-match\" refuses the order: the account itself sells at 17300; allowed is a"
                        + " price below one's own.");
        side = Side.SELL;
        assertThat(judged(new SelfMatchRule()))
                .isEqualTo("The rule \"self-match\" refuses the order: the account itself buys at 17300; allowed is a"
                        + " price above one's own.");
        own = BigDecimal.valueOf(17_299);
        assertThat(judged(new SelfMatchRule())).isEqualTo("allowed");
    }

    @Test
    void who_has_lost_the_days_limit_opens_nothing() {
        limits = Limits.none().dailyLoss(1_000).made();
        dayProfit = BigDecimal.valueOf(-999);
        assertThat(judged(new DailyLossRule())).isEqualTo("allowed");
        dayProfit = BigDecimal.valueOf(1_000);
        assertThat(judged(new DailyLossRule())).isEqualTo("allowed");
        dayProfit = BigDecimal.valueOf(-1_000);
        assertThat(judged(new DailyLossRule()))
                .isEqualTo(
                        "The rule \"daily loss\" refuses the order: the account has lost 1000 today; allowed is a loss"
                                + " below 1000.");
        dayProfit = null;
        assertThat(judged(new DailyLossRule()))
                .isEqualTo("The rule \"daily loss\" refuses the order: nobody knows what the account has lost today;"
                        + " allowed is a loss of at most 1000.");
        held = -2;
        assertThat(judged(new DailyLossRule())).as("it only closes").isEqualTo("allowed");
        side = Side.SELL;
        held = 1;
        assertThat(judged(new DailyLossRule())).as("one of the two opens").isNotEqualTo("allowed");
    }

    @Test
    void even_where_nothing_may_be_lost_who_has_lost_nothing_trades() {
        limits = Limits.none().dailyLoss(0).made();
        assertThat(judged(new DailyLossRule())).isEqualTo("allowed");
    }

    @Test
    void orders_are_taken_in_their_hours_which_may_lie_beyond_midnight() {
        limits = Limits.none()
                .hours(
                        new RiskLimits.Hours(LocalTime.of(8, 45), LocalTime.of(13, 45)),
                        new RiskLimits.Hours(LocalTime.of(15, 0), LocalTime.of(5, 0)))
                .made();
        String refused = "; allowed is 08:45 to 13:45, 15:00 to 05:00.";
        second = LocalTime.of(8, 45).toSecondOfDay();
        assertThat(judged(new SessionHoursRule())).isEqualTo("allowed");
        second--;
        assertThat(judged(new SessionHoursRule()))
                .isEqualTo("The rule \"session hours\" refuses the order: it is 08:44:59" + refused);
        second = LocalTime.of(13, 45).toSecondOfDay();
        assertThat(judged(new SessionHoursRule())).isNotEqualTo("allowed");
        second = LocalTime.of(15, 0).toSecondOfDay();
        assertThat(judged(new SessionHoursRule())).isEqualTo("allowed");
        second = LocalTime.of(5, 0).toSecondOfDay();
        assertThat(judged(new SessionHoursRule())).isNotEqualTo("allowed");
        second = 0;
        assertThat(judged(new SessionHoursRule())).isEqualTo("allowed");
        second = -1;
        assertThat(judged(new SessionHoursRule()))
                .isEqualTo("The rule \"session hours\" refuses the order: the exchange's time is not known" + refused);
    }

    @Test
    void hours_from_a_time_until_that_very_time_are_none() {
        limits = Limits.none()
                .hours(new RiskLimits.Hours(LocalTime.NOON, LocalTime.NOON))
                .made();
        second = LocalTime.NOON.toSecondOfDay();
        assertThat(judged(new SessionHoursRule())).isNotEqualTo("allowed");
    }

    @Test
    void the_same_order_is_not_sent_again_and_again() {
        limits = Limits.none().identicalOrders(2, 1_000).made();
        IdenticalOrdersRule rule = new IdenticalOrdersRule();
        rule.onTaken(new Order());
        assertThat(judged(rule)).isEqualTo("allowed");
        rule.onTaken(new Order());
        assertThat(judged(rule))
                .isEqualTo("The rule \"identical orders\" refuses the order: the same order was sent 2 times already;"
                        + " allowed is 2 within 1000 ms.");
        quantity = 3;
        assertThat(judged(rule)).as("it is another order").isEqualTo("allowed");
        quantity = 2;
        now = SECOND - 1;
        assertThat(judged(rule)).isNotEqualTo("allowed");
        now = SECOND;
        assertThat(judged(rule)).as("it is long ago").isEqualTo("allowed");
    }

    @Test
    void an_order_is_forgotten_only_when_a_thousand_others_have_come() {
        limits = Limits.none().identicalOrders(1, 1_000).made();
        IdenticalOrdersRule rule = new IdenticalOrdersRule();
        rule.onTaken(new Order());
        for (int other = 1; other < 1_024; other++) {
            price = 17_300 + other;
            rule.onTaken(new Order());
        }
        price = 17_300;
        assertThat(judged(rule)).isNotEqualTo("allowed");
        price = 1;
        rule.onTaken(new Order());
        price = 17_300;
        assertThat(judged(rule)).isEqualTo("allowed");
    }

    @Test
    void neither_one_client_nor_all_send_more_than_so_many_a_second() {
        limits = Limits.none().clientOrdersPerSecond(2).totalOrdersPerSecond(3).made();
        OrderRateRule rule = new OrderRateRule();
        rule.onTaken(new Order());
        assertThat(judged(rule)).isEqualTo("allowed");
        rule.onTaken(new Order());
        assertThat(rule.check(new Order()))
                .isEqualTo(new RiskDecision.Rejected(
                        "order rate", "2 orders a second of one client", "this client has sent as many", true));
        client = "c2";
        assertThat(judged(rule)).isEqualTo("allowed");
        rule.onTaken(new Order());
        client = "c3";
        assertThat(judged(rule))
                .isEqualTo("The rule \"order rate\" refuses the order: they have sent as many; allowed is 3 orders a"
                        + " second of all clients.");
        now = SECOND / 2;
        client = "c1";
        assertThat(judged(rule)).as("a token has come back").isEqualTo("allowed");
        limits = Limits.none().clientOrdersPerSecond(0).made();
        assertThat(judged(rule)).contains("allowed is 0 orders a second of one client");
        limits = Limits.none().totalOrdersPerSecond(0).made();
        assertThat(judged(rule)).contains("allowed is 0 orders a second of all clients");
    }

    @Test
    void a_client_that_was_silent_longest_is_forgotten_when_a_thousand_others_have_come() {
        limits = Limits.none().clientOrdersPerSecond(1).made();
        OrderRateRule rule = new OrderRateRule();
        rule.onTaken(new Order());
        for (int other = 1; other < 1_000; other++) {
            client = "other" + other;
            rule.onTaken(new Order());
        }
        client = "c1";
        assertThat(judged(rule)).isNotEqualTo("allowed");
        client = "one more";
        rule.onTaken(new Order());
        // To ask for a client counts as its being heard of: the one that was silent longest is another.
        client = "other1";
        assertThat(judged(rule)).isEqualTo("allowed");
    }

    @Test
    void limits_that_are_not_set_are_those_of_others_lists_included() {
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
