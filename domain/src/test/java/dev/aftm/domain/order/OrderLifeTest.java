package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderLife.Applied;
import dev.aftm.domain.order.OrderLife.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrderLifeTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
    private static final Instant TIME = Instant.parse("2021-07-26T01:00:00Z");
    private static final int RUNS = Integer.getInteger("life.runs", 50_000);

    private static OrderLife order(int quantity) {
        return OrderLife.of(new NewOrder(
                "TXFH1",
                Side.BUY,
                OrderType.LIMIT,
                BigDecimal.valueOf(17_300),
                quantity,
                PositionEffect.AUTO,
                false,
                TimeInForce.ROD,
                ""));
    }

    private static OrderNews report(int filled, int cancelled, int second) {
        return new OrderNews.Reported(
                "000001", BigDecimal.valueOf(17_300 + second), filled, cancelled, TIME.plusSeconds(second));
    }

    private static OrderNews trade(String number, int quantity) {
        return new OrderNews.Traded(DAY, number, quantity, BigDecimal.valueOf(17_300), TIME);
    }

    private static OrderLife after(OrderLife life, OrderNews... all) {
        OrderLife now = life;
        for (OrderNews news : all) {
            now = now.apply(news).after();
        }
        return now;
    }

    @Test
    void equality_and_text_include_the_order_and_its_state() {
        OrderLife life = after(order(2), new OrderNews.Accepted("000001"), trade("7", 1));
        assertThat(life.order().quantity()).isEqualTo(2);
        assertThat(life.orderSerial()).isEqualTo("000001");
        assertThat(life).hasToString(life.order() + " under 000001: " + new OrderState.Working(1, 0));
        OrderLife same = after(order(2), new OrderNews.Accepted("000001"), trade("7", 1));
        assertThat(same).isEqualTo(life).hasSameHashCodeAs(life);
        assertThat(life)
                .isNotEqualTo(order(2))
                .isNotEqualTo(after(order(3), new OrderNews.Accepted("000001"), trade("7", 1)))
                .isNotEqualTo("an order");
        assertThat(life.hashCode()).isNotEqualTo(order(2).hashCode());
    }

    @Test
    void a_fill_before_the_acknowledgement_counts() {
        OrderLife life = after(order(2), trade("7", 1));
        assertThat(life.state()).isEqualTo(new OrderState.Working(1, 0));
        assertThat(after(life, new OrderNews.Accepted("000001")).state()).isEqualTo(new OrderState.Working(1, 0));
    }

    @Test
    void a_trade_counts_once_per_number_and_trading_day() {
        OrderLife life = after(order(3), trade("7", 1));
        Applied again = life.apply(trade("7", 1));
        assertThat(again.verdict()).isEqualTo(Verdict.KNOWN);
        assertThat(again.after().filled()).isEqualTo(1);
        assertThat(life.apply(new OrderNews.Traded(DAY.plusDays(1), "7", 1, BigDecimal.TEN, TIME))
                        .after()
                        .filled())
                .isEqualTo(2);
    }

    @Test
    void a_late_report_takes_nothing_back() {
        OrderLife life = after(order(2), report(2, 0, 9), report(0, 0, 1));
        assertThat(life.state()).isEqualTo(new OrderState.Filled());
        assertThat(life.price()).as("from the later report").isEqualByComparingTo("17309");
        assertThat(life.unreportedFills()).as("fills without a reported trade").isEqualTo(2);
        assertThat(after(life, trade("1", 2)).unreportedFills()).isZero();
    }

    @Test
    void of_two_simultaneous_reports_the_last_that_adds_counts() {
        OrderNews first = new OrderNews.Reported("000001", BigDecimal.valueOf(17_300), 0, 0, TIME);
        OrderNews changed = new OrderNews.Reported("000001", BigDecimal.valueOf(17_310), 0, 2, TIME);
        assertThat(after(order(5), first, changed).price()).isEqualByComparingTo("17310");
        assertThat(after(order(5), changed, first).price()).isEqualByComparingTo("17310");
    }

    @Test
    void a_cancel_ends_the_rest_of_the_order() {
        assertThat(after(order(5), trade("1", 2), report(2, 3, 1)).state()).isEqualTo(new OrderState.Cancelled(2));
        assertThat(after(order(5), report(0, 5, 1)).state()).isEqualTo(new OrderState.Cancelled(0));
    }

    @Test
    void an_order_ends_with_its_day_but_late_trades_still_count() {
        OrderLife ended = after(order(5), report(2, 0, 1), new OrderNews.DayEnded());
        assertThat(ended.state()).isEqualTo(new OrderState.Cancelled(2));
        assertThat(ended.cancelled()).isEqualTo(3);
        assertThat(after(ended, trade("1", 2), trade("2", 1)).state()).isEqualTo(new OrderState.Cancelled(3));
        assertThat(after(order(1), new OrderNews.Doubted(), new OrderNews.DayEnded())
                        .state())
                .as("it is not known yet whether the exchange had the order")
                .isEqualTo(new OrderState.InDoubt());
    }

    @Test
    void the_average_price_is_that_of_the_known_trades() {
        OrderLife life = after(
                order(3),
                new OrderNews.Traded(DAY, "1", 1, BigDecimal.valueOf(17_300), TIME),
                new OrderNews.Traded(DAY, "2", 2, BigDecimal.valueOf(17_301), TIME));
        assertThat(life.averagePrice()).isEqualByComparingTo("17300.666667");
        assertThat(order(1).averagePrice()).isZero();
    }

    @Test
    void an_unknown_state_is_resolved_by_later_events() {
        OrderLife doubted = after(order(1), new OrderNews.Doubted());
        assertThat(doubted.state()).isEqualTo(new OrderState.InDoubt());
        assertThat(doubted.state().isFinal()).isFalse();
        assertThat(after(doubted, new OrderNews.NotSent()).state()).isEqualTo(new OrderState.NotSent());
        assertThat(after(doubted, new OrderNews.Accepted("1")).state()).isEqualTo(new OrderState.Working(0, 0));
        assertThat(after(doubted, trade("1", 1)).state()).isEqualTo(new OrderState.Filled());
    }

    @Test
    void a_contradicting_event_is_ignored_and_reported() {
        OrderLife life = after(order(2), trade("1", 1));
        for (OrderNews impossible : List.of(
                trade("2", 2),
                trade("2", 0),
                report(3, 0, 1),
                report(1, 2, 1),
                trade("2", Integer.MAX_VALUE),
                new OrderNews.Rejected("X", "No."))) {
            Applied heard = life.apply(impossible);
            assertThat(heard.verdict()).as(impossible.toString()).isEqualTo(Verdict.IMPOSSIBLE);
            assertThat(heard.after()).isSameAs(life);
        }
        OrderLife known = after(life, new OrderNews.Accepted("000001"));
        assertThat(known.apply(new OrderNews.Accepted("000002")).verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        OrderLife rejected = after(order(1), new OrderNews.Rejected("X", "No."));
        assertThat(rejected.apply(trade("1", 1)).verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        OrderLife reported = after(order(2), report(0, 0, 1));
        assertThat(reported.apply(new OrderNews.Rejected("X", "No.")).verdict())
                .as("the rejection belongs to something else: this order was accepted")
                .isEqualTo(Verdict.IMPOSSIBLE);
    }

    /** A simple model: computes the state from the set of all events. */
    private static OrderState counted(int quantity, List<OrderNews> heard) {
        Map<String, Integer> trades = new HashMap<>();
        int filled = 0;
        int cancelled = 0;
        boolean isThere = false;
        boolean dayEnded = heard.contains(new OrderNews.DayEnded());
        for (OrderNews news : heard) {
            if (news instanceof OrderNews.Traded trade) {
                trades.put(trade.number(), trade.quantity());
                isThere = true;
            } else if (news instanceof OrderNews.Reported report) {
                filled = Math.max(filled, report.filled());
                cancelled = Math.max(cancelled, report.cancelled());
                isThere = true;
            } else if (news instanceof OrderNews.Accepted) {
                isThere = true;
            }
        }
        int sum = 0;
        for (int traded : trades.values()) {
            sum += traded;
        }
        filled = Math.max(filled, sum);
        if (!isThere) {
            return new OrderState.Submitted();
        }
        if (filled == quantity) {
            return new OrderState.Filled();
        }
        return dayEnded || filled + cancelled == quantity
                ? new OrderState.Cancelled(filled)
                : new OrderState.Working(filled, cancelled);
    }

    /** All events of an order that is filled in parts and may be cancelled or end with its day. */
    private static List<OrderNews> history(Random random, int quantity) {
        List<OrderNews> news = new ArrayList<>(List.of(new OrderNews.Accepted("000001"), report(0, 0, 0)));
        int filled = 0;
        for (int second = 1; filled < quantity && random.nextInt(5) > 0; second++) {
            int traded = 1 + random.nextInt(quantity - filled);
            filled += traded;
            news.add(trade(String.valueOf(second), traded));
            news.add(report(filled, 0, second));
        }
        if (filled < quantity && random.nextBoolean()) {
            news.add(report(filled, quantity - filled, 99));
        } else if (random.nextInt(4) == 0) {
            news.add(new OrderNews.DayEnded());
        }
        return news;
    }

    @Test
    void the_state_does_not_depend_on_order_or_repetition() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            int quantity = random.nextInt(20) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(9);
            List<OrderNews> heard = new ArrayList<>();
            for (OrderNews news : history(random, quantity)) {
                int times = random.nextInt(4);
                for (int i = 0; i < times; i++) {
                    heard.add(news);
                }
            }
            Collections.shuffle(heard, random);
            OrderLife life = order(quantity);
            for (int i = 0; i < heard.size(); i++) {
                Applied next = life.apply(heard.get(i));
                if (next.verdict() == Verdict.IMPOSSIBLE) {
                    fail("Seed " + seed + ": impossible: " + heard.subList(0, i + 1));
                }
                life = next.after();
                OrderState expected = counted(quantity, heard.subList(0, i + 1));
                if (!life.state().equals(expected)) {
                    fail("Seed " + seed + ": " + life.state() + " and not " + expected + " after "
                            + heard.subList(0, i + 1));
                }
            }
        }
    }
}
