package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.Order.Applied;
import dev.aftm.domain.order.Order.Verdict;
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

final class OrderTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
    private static final Instant TIME = Instant.parse("2021-07-26T01:00:00Z");
    private static final int RUNS = Integer.getInteger("life.runs", 50_000);

    private static Order order(int quantity) {
        return Order.of(new NewOrder(
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

    private static OrderEvent report(int quantity, int filled, int cancelled, int second) {
        return new OrderEvent.StatusReported(
                "000001", quantity, BigDecimal.valueOf(17_300 + second), filled, cancelled, TIME.plusSeconds(second));
    }

    private static OrderEvent trade(String number, int quantity) {
        return new OrderEvent.Filled(DAY, number, quantity, BigDecimal.valueOf(17_300), TIME);
    }

    private static Order after(Order life, OrderEvent... all) {
        Order now = life;
        for (OrderEvent news : all) {
            now = now.apply(news).after();
        }
        return now;
    }

    @Test
    void equality_and_text_include_the_order_and_its_state() {
        Order life = after(order(2), new OrderEvent.Acknowledged("000001"), trade("7", 1));
        assertThat(life.order().quantity()).isEqualTo(2);
        assertThat(life.orderSerial()).isEqualTo("000001");
        assertThat(life).hasToString(life.order() + " under 000001: working, 1 filled");
        Order same = after(order(2), new OrderEvent.Acknowledged("000001"), trade("7", 1));
        assertThat(same).isEqualTo(life).hasSameHashCodeAs(life);
        assertThat(life)
                .isNotEqualTo(order(2))
                .isNotEqualTo(after(order(3), new OrderEvent.Acknowledged("000001"), trade("7", 1)))
                .isNotEqualTo("an order");
        assertThat(life.hashCode()).isNotEqualTo(order(2).hashCode());
    }

    @Test
    void a_fill_before_the_acknowledgement_counts() {
        Order life = after(order(2), trade("7", 1));
        assertThat(life.status()).isEqualTo(OrderStatus.WORKING);
        assertThat(after(life, new OrderEvent.Acknowledged("000001")).status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void a_trade_counts_once_per_number_and_trading_day() {
        Order life = after(order(3), trade("7", 1));
        Applied again = life.apply(trade("7", 1));
        assertThat(again.verdict()).isEqualTo(Verdict.REDUNDANT);
        assertThat(again.after().filled()).isEqualTo(1);
        assertThat(life.apply(new OrderEvent.Filled(DAY.plusDays(1), "7", 1, BigDecimal.TEN, TIME))
                        .after()
                        .filled())
                .isEqualTo(2);
    }

    @Test
    void a_late_report_takes_nothing_back() {
        Order life = after(order(2), report(2, 2, 0, 9), report(2, 0, 0, 1));
        assertThat(life.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(life.price()).as("from the later report").isEqualByComparingTo("17309");
        assertThat(life.unreportedFills()).as("fills without a reported trade").isEqualTo(2);
        assertThat(after(life, trade("1", 2)).unreportedFills()).isZero();
    }

    @Test
    void of_two_simultaneous_reports_the_last_that_adds_counts() {
        OrderEvent first = new OrderEvent.StatusReported("000001", 5, BigDecimal.valueOf(17_300), 0, 0, TIME);
        OrderEvent changed = new OrderEvent.StatusReported("000001", 5, BigDecimal.valueOf(17_310), 0, 2, TIME);
        assertThat(after(order(5), first, changed).price()).isEqualByComparingTo("17310");
        assertThat(after(order(5), changed, first).price()).isEqualByComparingTo("17310");
    }

    @Test
    void a_cancel_ends_the_rest_of_the_order() {
        assertThat(after(order(5), trade("1", 2), report(5, 2, 3, 1)).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(after(order(5), report(5, 0, 5, 1)).status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void an_order_ends_with_its_day_but_late_trades_still_count() {
        Order ended = after(order(5), report(5, 2, 0, 1), new OrderEvent.Expired());
        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(ended.cancelled()).isEqualTo(3);
        assertThat(after(ended, trade("1", 2), trade("2", 1)).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(after(order(1), new OrderEvent.Unconfirmed("?"), new OrderEvent.Expired())
                        .status())
                .as("it is not known yet whether the exchange had the order")
                .isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void the_average_price_is_that_of_the_known_trades() {
        Order life = after(
                order(3),
                new OrderEvent.Filled(DAY, "1", 1, BigDecimal.valueOf(17_300), TIME),
                new OrderEvent.Filled(DAY, "2", 2, BigDecimal.valueOf(17_301), TIME));
        assertThat(life.averagePrice()).isEqualByComparingTo("17300.666667");
        assertThat(order(1).averagePrice()).isZero();
    }

    @Test
    void an_unknown_state_is_resolved_by_later_events() {
        Order doubted = after(order(1), new OrderEvent.Unconfirmed("?"));
        assertThat(doubted.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(doubted.status().isFinal()).isFalse();
        assertThat(after(doubted, new OrderEvent.NotSent()).status()).isEqualTo(OrderStatus.NOT_SENT);
        assertThat(after(doubted, new OrderEvent.Acknowledged("1")).status()).isEqualTo(OrderStatus.WORKING);
        assertThat(after(doubted, trade("1", 1)).status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void a_contradicting_event_is_ignored_and_reported() {
        Order life = after(order(2), trade("1", 1));
        for (OrderEvent impossible : List.of(
                trade("2", 2),
                trade("2", 0),
                report(2, 3, 0, 1),
                report(2, 1, 2, 1),
                trade("2", Integer.MAX_VALUE),
                new OrderEvent.Rejected("X", "No."))) {
            Applied heard = life.apply(impossible);
            assertThat(heard.verdict()).as(impossible.toString()).isEqualTo(Verdict.CONTRADICTORY);
            assertThat(heard.after().filled()).isEqualTo(life.filled());
            assertThat(heard.after().status()).isEqualTo(life.status());
        }
        Order known = after(life, new OrderEvent.Acknowledged("000001"));
        assertThat(known.apply(new OrderEvent.Acknowledged("000002")).verdict()).isEqualTo(Verdict.CONTRADICTORY);
        Order rejected = after(order(1), new OrderEvent.Rejected("X", "No."));
        assertThat(rejected.apply(trade("1", 1)).verdict()).isEqualTo(Verdict.CONTRADICTORY);
        Order reported = after(order(2), report(2, 0, 0, 1));
        assertThat(reported.apply(new OrderEvent.Rejected("X", "No.")).verdict())
                .as("the rejection belongs to something else: this order was accepted")
                .isEqualTo(Verdict.CONTRADICTORY);
    }

    /** A simple model: computes the state from the set of all events. */
    private static OrderStatus counted(int quantity, List<OrderEvent> heard) {
        Map<String, Integer> trades = new HashMap<>();
        int filled = 0;
        int cancelled = 0;
        boolean isThere = false;
        boolean dayEnded = heard.contains(new OrderEvent.Expired());
        for (OrderEvent news : heard) {
            if (news instanceof OrderEvent.Filled trade) {
                trades.put(trade.number(), trade.quantity());
                isThere = true;
            } else if (news instanceof OrderEvent.StatusReported report) {
                filled = Math.max(filled, report.filled());
                cancelled = Math.max(cancelled, report.cancelled());
                isThere = true;
            } else if (news instanceof OrderEvent.Acknowledged) {
                isThere = true;
            }
        }
        int sum = 0;
        for (int traded : trades.values()) {
            sum += traded;
        }
        filled = Math.max(filled, sum);
        if (!isThere) {
            return OrderStatus.SUBMITTED;
        }
        if (filled == quantity) {
            return OrderStatus.FILLED;
        }
        return dayEnded || filled + cancelled == quantity ? OrderStatus.CANCELLED : OrderStatus.WORKING;
    }

    /** All events of an order that is filled in parts and may be cancelled or end with its day. */
    private static List<OrderEvent> history(Random random, int quantity) {
        List<OrderEvent> news =
                new ArrayList<>(List.of(new OrderEvent.Acknowledged("000001"), report(quantity, 0, 0, 0)));
        int filled = 0;
        for (int second = 1; filled < quantity && random.nextInt(5) > 0; second++) {
            int traded = 1 + random.nextInt(quantity - filled);
            filled += traded;
            news.add(trade(String.valueOf(second), traded));
            news.add(report(quantity, filled, 0, second));
        }
        if (filled < quantity && random.nextBoolean()) {
            news.add(report(quantity, filled, quantity - filled, 99));
        } else if (random.nextInt(4) == 0) {
            news.add(new OrderEvent.Expired());
        }
        return news;
    }

    @Test
    void the_state_does_not_depend_on_order_or_repetition() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            int quantity = random.nextInt(20) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(9);
            List<OrderEvent> heard = new ArrayList<>();
            for (OrderEvent news : history(random, quantity)) {
                int times = random.nextInt(4);
                for (int i = 0; i < times; i++) {
                    heard.add(news);
                }
            }
            Collections.shuffle(heard, random);
            Order life = order(quantity);
            for (int i = 0; i < heard.size(); i++) {
                Applied next = life.apply(heard.get(i));
                if (next.verdict() == Verdict.CONTRADICTORY) {
                    fail("Seed " + seed + ": impossible: " + heard.subList(0, i + 1));
                }
                life = next.after();
                OrderStatus expected = counted(quantity, heard.subList(0, i + 1));
                if (life.status() != expected) {
                    fail("Seed " + seed + ": " + life.status() + " and not " + expected + " after "
                            + heard.subList(0, i + 1));
                }
            }
        }
    }

    private static OrderEvent bust(String number, int second) {
        return new OrderEvent.FillBusted(DAY, number, TIME.plusSeconds(second));
    }

    private static OrderEvent correction(String number, int quantity, int price, int second) {
        return new OrderEvent.FillCorrected(DAY, number, quantity, BigDecimal.valueOf(price), TIME.plusSeconds(second));
    }

    private static OrderEvent replaced(String before, String after, int quantity, int second) {
        return new OrderEvent.Replaced(before, after, quantity, TIME.plusSeconds(second));
    }

    @Test
    void a_bust_voids_a_trade_even_before_it_is_reported() {
        Order filled = after(order(2), trade("1", 1), trade("2", 1), report(2, 2, 0, 5));
        Order busted = after(filled, bust("2", 6));
        assertThat(busted.filled())
                .as("the count of before the bust counts no more")
                .isEqualTo(1);
        assertThat(busted.status()).isEqualTo(OrderStatus.WORKING);
        assertThat(busted.unreportedFills()).isZero();
        assertThat(busted.apply(bust("2", 6)).verdict()).isEqualTo(Verdict.REDUNDANT);
        assertThat(after(order(2), bust("1", 1), trade("1", 1)).filled()).isZero();
        assertThat(after(busted, report(2, 1, 1, 7)).status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void a_correction_replaces_the_terms_of_a_trade() {
        Order corrected = after(order(3), trade("1", 2), correction("1", 1, 17_310, 2));
        assertThat(corrected.filled()).isEqualTo(1);
        assertThat(corrected.averagePrice()).isEqualByComparingTo("17310");
        assertThat(after(corrected, correction("1", 3, 17_305, 1)).filled())
                .as("an older correction, received later")
                .isEqualTo(1);
        assertThat(after(corrected, bust("1", 1)).filled())
                .as("a bust outranks a correction")
                .isZero();
        assertThat(order(3).apply(correction("1", 0, 17_310, 2)).verdict()).isEqualTo(Verdict.CONTRADICTORY);
    }

    @Test
    void a_trade_too_many_counts_once_another_is_voided() {
        Order order = after(order(1), trade("1", 1));
        Applied second = order.apply(trade("2", 1));
        assertThat(second.verdict()).isEqualTo(Verdict.CONTRADICTORY);
        Order settled = after(second.after(), bust("1", 3));
        assertThat(settled.filled()).isEqualTo(1);
        assertThat(settled.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void a_replacement_gives_another_number_and_quantity() {
        Order order = after(order(5), new OrderEvent.Acknowledged("000001"), trade("1", 1));
        Order replaced = after(order, replaced("000001", "000002", 3, 1));
        assertThat(replaced.orderSerial()).isEqualTo("000002");
        assertThat(replaced.quantity()).isEqualTo(3);
        assertThat(after(replaced, trade("2", 2)).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(replaced.apply(new OrderEvent.Acknowledged("000001")).verdict())
                .as("the earlier number still belongs to the order")
                .isEqualTo(Verdict.REDUNDANT);
        assertThat(replaced.apply(new OrderEvent.Acknowledged("000003")).verdict())
                .isEqualTo(Verdict.CONTRADICTORY);
        assertThat(replaced.apply(replaced("000002", "000003", 0, 2)).verdict()).isEqualTo(Verdict.CONTRADICTORY);
        OrderEvent.StatusReported early =
                new OrderEvent.StatusReported("000003", 2, BigDecimal.valueOf(17_320), 1, 0, TIME.plusSeconds(9));
        Applied unexplained = replaced.apply(early);
        assertThat(unexplained.verdict()).isEqualTo(Verdict.CONTRADICTORY);
        Order explained = after(unexplained.after(), replaced("000002", "000003", 2, 8));
        assertThat(explained.price()).isEqualByComparingTo("17320");
        assertThat(explained.orderSerial()).isEqualTo("000003");
    }

    @Test
    void a_closed_id_says_nothing_of_a_call_made_before() {
        OrderEvent.Closed closed = new OrderEvent.Closed("A cancel came first.");
        assertThat(after(order(1), closed).status()).isEqualTo(OrderStatus.SUBMITTED);
        Order notSent = after(order(1), new OrderEvent.NotSent(), closed);
        assertThat(notSent.status()).isEqualTo(OrderStatus.NOT_SENT);
        assertThat(notSent.doubt()).isEqualTo("A cancel came first.");
    }

    @Test
    void a_person_can_resolve_an_unknown_order_either_way() {
        Order doubted = after(order(1), new OrderEvent.Unconfirmed("The line broke."));
        assertThat(doubted.doubt()).isEqualTo("The line broke.");
        assertThat(after(doubted, new OrderEvent.Resolved("000007", "me", "seen"))
                        .orderSerial())
                .isEqualTo("000007");
        Order notSent = after(doubted, new OrderEvent.Resolved(null, "me", "not there"));
        assertThat(notSent.status()).isEqualTo(OrderStatus.NOT_SENT);
        assertThat(notSent.doubt()).isEqualTo("not there");
    }

    /** Fills with busts and corrections: whatever the order of arrival, what was voided last is what counts. */
    @Test
    void busts_and_corrections_may_come_in_any_order() {
        for (long seed = 1; seed <= RUNS / 10; seed++) {
            Random random = new Random(seed);
            int quantity = 2 + random.nextInt(6);
            List<OrderEvent> events = new ArrayList<>(List.of(new OrderEvent.Acknowledged("000001")));
            int filled = 0;
            int second = 1;
            BigDecimal value = BigDecimal.ZERO;
            for (int number = 1; filled < quantity && number < 6; number++) {
                int traded = 1 + random.nextInt(quantity - filled);
                events.add(trade(String.valueOf(number), traded));
                events.add(report(quantity, filled + traded, 0, second++));
                int what = random.nextInt(3);
                if (what == 0) {
                    events.add(bust(String.valueOf(number), second++));
                } else if (what == 1) {
                    int corrected = 1 + random.nextInt(traded);
                    events.add(correction(String.valueOf(number), corrected, 17_400, second++));
                    filled += corrected;
                    value = value.add(BigDecimal.valueOf(17_400L * corrected));
                } else {
                    filled += traded;
                    value = value.add(BigDecimal.valueOf(17_300L * traded));
                }
            }
            events.add(report(quantity, filled, quantity - filled, second));
            Collections.shuffle(events, random);
            Order order = after(order(quantity), events.toArray(OrderEvent[]::new));
            String what = "Seed " + seed + ": " + events;
            assertThat(order.filled()).as(what).isEqualTo(filled);
            assertThat(order.status())
                    .as(what)
                    .isEqualTo(filled == quantity ? OrderStatus.FILLED : OrderStatus.CANCELLED);
            assertThat(order.averagePrice().multiply(BigDecimal.valueOf(filled)))
                    .as(what)
                    .isCloseTo(value, org.assertj.core.api.Assertions.within(new BigDecimal("0.01")));
        }
    }
}
