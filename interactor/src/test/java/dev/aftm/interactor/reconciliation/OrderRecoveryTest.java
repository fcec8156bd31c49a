package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recovery after a process ended between an intent and its outcome. */
final class OrderRecoveryTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final FakeExchange exchange = new FakeExchange();
    private final FakeClock clock = new FakeClock();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private final OrderRecovery recovery =
            new OrderRecovery(clock, journal, exchange, Duration.ofMillis(500), Duration.ofSeconds(5));
    private boolean settled;
    private final Entry intent = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
            .get(0);

    OrderRecoveryTest() {
        exchange.login();
    }

    @AfterEach
    void recovery_never_sends() {
        assertThat(exchange.received()).isEmpty();
    }

    private OrderStatusReport known(int quantity, OrderEntry.OrderAck answer) {
        return new OrderStatusReport(
                intent.tag(), Orders.ACCOUNT, "TXFH1", Side.BUY, BigDecimal.ZERO, quantity, answer);
    }

    private void exchangeSays(OrderMassStatus... findings) {
        Deque<OrderMassStatus> script = new ArrayDeque<>(List.of(findings));
        exchange.answerLookups(() -> script.size() > 1 ? script.remove() : script.element());
    }

    private static OrderMassStatus nothing(boolean complete, LocalDate coversFrom) {
        return new OrderMassStatus(List.of(), complete, coversFrom);
    }

    private OrderEvent.OfRequest recovered() {
        recovery.begin();
        settled = false;
        int steps = 0;
        while (!recovery.step()) {
            assertThat(++steps).as("the recovery ends").isLessThan(10);
            settled = true;
            clock.advance(Duration.ofMillis(500));
        }
        return journal.find(intent.key()).orElseThrow().last();
    }

    @Test
    void an_order_that_the_exchange_has_gets_its_outcome() {
        exchangeSays(new OrderMassStatus(List.of(known(1, new OrderEntry.OrderAck.Accepted("000007"))), false, DAY));
        assertThat(recovered()).isEqualTo(new OrderEvent.Acknowledged("000007"));
        assertThat(settled).isFalse();
    }

    @Test
    void an_order_that_the_exchange_rejected_is_rejected() {
        exchangeSays(new OrderMassStatus(List.of(known(1, new OrderEntry.OrderAck.Rejected("X", "No."))), true, DAY));
        assertThat(recovered()).isEqualTo(new OrderEvent.Rejected("X", "No."));
    }

    @Test
    void an_order_missing_twice_from_a_complete_answer_is_not_sent() {
        exchangeSays(nothing(true, DAY));
        assertThat(recovered()).isEqualTo(new OrderEvent.NotSent());
        assertThat(settled).isTrue();
    }

    @Test
    void an_order_that_arrives_late_is_found_the_second_time() {
        exchangeSays(
                nothing(true, DAY),
                new OrderMassStatus(List.of(known(1, new OrderEntry.OrderAck.Accepted("000007"))), true, DAY));
        assertThat(recovered()).isEqualTo(new OrderEvent.Acknowledged("000007"));
    }

    @Test
    void an_incomplete_answer_leaves_it_unknown() {
        exchangeSays(nothing(false, DAY), nothing(true, DAY));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }

    @Test
    void an_answer_about_later_days_leaves_it_unknown() {
        exchangeSays(nothing(true, DAY.plusDays(1)));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }

    @Test
    void another_order_under_the_same_tag_is_not_taken_for_it() {
        exchangeSays(new OrderMassStatus(List.of(known(2, new OrderEntry.OrderAck.Accepted("000007"))), true, DAY));
        assertThat(recovered())
                .isEqualTo(new OrderEvent.Unconfirmed("The exchange has an order with this tag but a different account,"
                        + " instrument, side, price or quantity."));
    }

    @Test
    void a_failing_query_leaves_it_unknown_until_it_succeeds() {
        exchange.answerLookups(() -> {
            throw new IllegalStateException("The line broke.");
        });
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
        exchangeSays(new OrderMassStatus(List.of(known(1, new OrderEntry.OrderAck.Accepted("000007"))), true, DAY));
        assertThat(recovered()).isEqualTo(new OrderEvent.Acknowledged("000007"));
    }

    @Test
    void an_answer_that_never_arrives_leaves_it_unknown() {
        exchange.loseLookups();
        recovery.begin();
        int steps = 0;
        while (!recovery.step()) {
            assertThat(++steps).as("three queries, twice").isLessThan(20);
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(journal.find(intent.key()).orElseThrow().last()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }

    @Test
    void what_a_person_resolves_meanwhile_stays() {
        exchangeSays(nothing(true, DAY));
        recovery.begin();
        assertThat(recovery.step()).isFalse();
        journal.recordOutcomes(List.of(new OrderJournal.Outcome(
                intent.key(), new OrderEvent.Resolved("000042", "operator", "seen at the broker's"))));
        clock.advance(Duration.ofMillis(500));
        assertThat(recovery.step()).isTrue();
        assertThat(journal.find(intent.key()).orElseThrow().last()).isEqualTo(new OrderEvent.Acknowledged("000042"));
    }

    @Test
    void a_lost_answer_is_queried_again() {
        Deque<OrderMassStatus> script = new ArrayDeque<>();
        script.add(new OrderMassStatus(List.of(known(1, new OrderEntry.OrderAck.Accepted("000007"))), true, DAY));
        boolean[] lost = new boolean[1];
        exchange.answerLookups(() -> {
            if (!lost[0]) {
                lost[0] = true;
                throw new IllegalStateException("The line broke.");
            }
            return script.element();
        });
        assertThat(recovered()).isEqualTo(new OrderEvent.Acknowledged("000007"));
    }

    private static OrderStatusReport untagged(String serial, int quantity, String price) {
        return new OrderStatusReport(
                "",
                Orders.ACCOUNT,
                "TXFH1",
                Side.BUY,
                new BigDecimal(price),
                quantity,
                new OrderEntry.OrderAck.Accepted(serial));
    }

    @Test
    void an_order_without_a_tag_that_looks_the_same_is_unknown() {
        exchangeSays(new OrderMassStatus(List.of(untagged("000007", 1, "0")), true, DAY));
        assertThat(recovered())
                .isInstanceOfSatisfying(
                        OrderEvent.Unconfirmed.class,
                        unknown ->
                                assertThat(unknown.reason()).contains("without a tag looks the same (number 000007)"));
    }

    @Test
    void a_price_does_not_tell_orders_without_tags_apart() {
        exchangeSays(new OrderMassStatus(List.of(untagged("000007", 1, "17200")), true, DAY));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }

    @Test
    void an_order_without_a_tag_seen_only_once_is_unknown() {
        exchangeSays(new OrderMassStatus(List.of(untagged("000007", 1, "0")), true, DAY), nothing(true, DAY));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
        exchangeSays(nothing(true, DAY), new OrderMassStatus(List.of(untagged("000007", 1, "0")), true, DAY));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }

    @Test
    void a_rejected_order_without_a_tag_may_be_it_too() {
        exchangeSays(new OrderMassStatus(
                List.of(new OrderStatusReport(
                        "",
                        Orders.ACCOUNT,
                        "TXFH1",
                        Side.BUY,
                        BigDecimal.ZERO,
                        1,
                        new OrderEntry.OrderAck.Rejected("X", "No."))),
                true,
                DAY));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }

    @Test
    void orders_without_tags_that_differ_or_are_known_prove_absence() {
        Entry known = journal.recordIntents(List.of(Orders.request("request-2", Orders.buy(1))), DAY)
                .get(0);
        journal.recordOutcomes(List.of(new OrderJournal.Outcome(known.key(), new OrderEvent.Acknowledged("000001"))));
        exchangeSays(new OrderMassStatus(List.of(untagged("000001", 1, "0"), untagged("000002", 2, "0")), true, DAY));
        assertThat(recovered()).isEqualTo(new OrderEvent.NotSent());
        assertThat(journal.find(known.key()).orElseThrow().last()).isEqualTo(new OrderEvent.Acknowledged("000001"));
    }

    @Test
    void a_number_of_another_trading_day_is_not_known() {
        Entry earlier = journal.recordIntents(List.of(Orders.request("request-2", Orders.buy(1))), DAY.minusDays(1))
                .get(0);
        journal.recordOutcomes(List.of(new OrderJournal.Outcome(earlier.key(), new OrderEvent.Acknowledged("000001"))));
        exchangeSays(new OrderMassStatus(List.of(untagged("000001", 1, "0")), true, DAY));
        assertThat(recovered()).isInstanceOf(OrderEvent.Unconfirmed.class);
    }
}
