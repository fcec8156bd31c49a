package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReplaced;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state of our orders after reports of the exchange, including contradicting ones. */
final class OrderTrackerTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final FakeClock clock = new FakeClock();
    private final OrderTracker orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE, 2);
    private final OrderJournal journal = TestWiring.followed(new FakeOrderJournal(clock), orders);

    private Entry intend(@Nullable String id) {
        return journal.recordIntents(List.of(Orders.request(id, Orders.buy(3))), DAY)
                .get(0);
    }

    /** Records an order that the exchange has accepted. */
    private Entry accepted(@Nullable String id, String serial) {
        Entry entry = intend(id);
        journal.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Acknowledged(serial))));
        orders.flush();
        return entry;
    }

    private Entry loaded(Entry entry) {
        orders.restore(List.of());
        return entry;
    }

    private OrderReport report(Entry entry, String account, String item, Side side, int quantity, int filled) {
        return new OrderReport(
                "000001",
                entry.tag(),
                account,
                item,
                side,
                BigDecimal.ZERO,
                quantity,
                filled,
                0,
                filled == quantity ? OrderStatus.FILLED : OrderStatus.WORKING,
                "",
                "",
                DAY,
                clock.now());
    }

    private FillReport fill(Entry entry, String account, String item, Side side, int quantity) {
        return new FillReport(
                DAY,
                "fill-1",
                entry.tag(),
                new Fill("000001", account, item, side, quantity, BigDecimal.valueOf(17_300), clock.now()));
    }

    private void assertContradicted(String what) {
        assertThat(orders.contradiction())
                .startsWith("The exchange has sent " + what + " about order request-1 that contradicts");
        orders.trouble(null);
        assertThat(orders.order(Orders.ACCOUNT, "request-1"))
                .hasValueSatisfying(order -> assertThat(order.filled()).isZero());
    }

    @Test
    void a_report_that_does_not_fit_its_order_is_ignored() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(report(entry, "OTHER01", "TXFH1", Side.BUY, 3, 1));
        assertContradicted("a report");
        orders.take(report(entry, Orders.ACCOUNT, "MXFH1", Side.BUY, 3, 1));
        assertContradicted("a report");
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.SELL, 3, 1));
        assertContradicted("a report");
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 4, 1));
        assertContradicted("a report");
    }

    @Test
    void a_fill_that_does_not_fit_its_order_is_ignored() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(fill(entry, "OTHER01", "TXFH1", Side.BUY, 1));
        assertContradicted("a trade");
        orders.take(fill(entry, Orders.ACCOUNT, "MXFH1", Side.BUY, 1));
        assertContradicted("a trade");
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.SELL, 1));
        assertContradicted("a trade");
    }

    private FillReport changed(Entry entry, FillKind kind, int quantity) {
        FillReport fill = fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, quantity);
        return new FillReport(DAY, fill.number(), fill.tag(), kind, fill.fill());
    }

    /** The order as a later process would read it from the journal. */
    private OrderInfo recorded(Entry entry) {
        journal.record(List.of(), orders.buffer().takeReports());
        return new OrderReplay(journal).find(entry.key()).orElseThrow().order().info();
    }

    private void assertFilled(Entry entry, int filled) {
        orders.flush();
        OrderInfo info = orders.order(Orders.ACCOUNT, "request-1").orElseThrow();
        assertThat(info.filled()).isEqualTo(filled);
        assertThat(recorded(entry).filled()).isEqualTo(filled);
        assertThat(recorded(entry).averagePrice()).isEqualTo(info.averagePrice());
    }

    @Test
    void corrections_and_busts_change_the_order_and_are_recorded() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3));
        assertFilled(entry, 3);
        orders.take(changed(entry, FillKind.CORRECTED, 2));
        assertFilled(entry, 2);
        long sequence = orders.order(Orders.ACCOUNT, "request-1").orElseThrow().sequence();
        orders.take(changed(entry, FillKind.BUSTED, 3));
        assertFilled(entry, 0);
        assertThat(orders.order(Orders.ACCOUNT, "request-1"))
                .hasValueSatisfying(order -> assertThat(order.sequence()).isGreaterThan(sequence));
        orders.take(changed(entry, FillKind.BUSTED, 3));
        assertThat(orders.buffer().heldReports()).as("it is known").isZero();
    }

    @Test
    void a_bust_before_its_fill_is_recorded_too() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(changed(entry, FillKind.BUSTED, 3));
        assertThat(orders.buffer().heldReports()).isEqualTo(1);
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3));
        assertFilled(entry, 0);
        assertThat(orders.workingTags(false)).containsExactly(entry.tag());
    }

    @Test
    void a_late_bust_explains_a_contradiction_also_in_the_journal() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3));
        FillReport second = new FillReport(
                DAY,
                "fill-2",
                entry.tag(),
                fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 2).fill());
        orders.take(second);
        assertThat(orders.contradiction()).contains("request-1");
        orders.take(changed(entry, FillKind.BUSTED, 3));
        assertThat(orders.contradiction()).isNull();
        assertFilled(entry, 2);
    }

    @Test
    void an_ended_order_whose_fill_is_busted_is_not_dropped() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3));
        orders.take(changed(entry, FillKind.BUSTED, 3));
        for (int i = 2; i <= 5; i++) {
            Entry other = intend("request-" + i);
            journal.recordOutcomes(List.of(new Outcome(other.key(), new OrderEvent.Rejected("E1", "No."))));
            orders.flush();
        }
        assertThat(orders.order(Orders.ACCOUNT, "request-1"))
                .as("it works again")
                .isPresent();
        assertThat(orders.order(Orders.ACCOUNT, "request-2")).isEmpty();
    }

    private OrderReplaced replaced(String tag, String account, String before, String after, int quantity) {
        return new OrderReplaced(before, after, tag, account, "TXFH1", quantity, DAY, clock.now());
    }

    @Test
    void a_replacement_may_give_another_number_and_quantity() {
        Entry entry = accepted("request-1", "000001");
        orders.take(replaced("", Orders.ACCOUNT, "000001", "000007", 2));
        loaded(entry);
        orders.flush();
        assertThat(orders.orderWithSerial(Orders.ACCOUNT, "000007").map(OrderInfo::requestId))
                .contains("request-1");
        assertThat(orders.orderWithSerial(Orders.ACCOUNT, "000001")).isEmpty();
        assertThat(orders.open().of(Orders.ACCOUNT, "TXFH1").buys()).isEqualTo(2);
        assertThat(recorded(entry).orderSerial()).isEqualTo("000007");
        orders.take(replaced(entry.tag(), "OTHER01", "000007", "000008", 2));
        assertContradicted("a replacement");
        orders.take(replaced("", Orders.ACCOUNT, "000009", "000007", 2));
        orders.take(replaced("", Orders.ACCOUNT, "000010", "000011", 2));
        assertThat(orders.contradiction()).isNull();
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 2));
        orders.flush();
        assertThat(orders.order(Orders.ACCOUNT, "request-1").map(OrderInfo::status))
                .contains(OrderStatus.FILLED);
    }

    @Test
    void a_number_from_before_a_replacement_finds_no_dropped_order() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(replaced(entry.tag(), Orders.ACCOUNT, "000001", "000007", 3));
        orders.beginDay(DAY.plusDays(1));
        orders.take(new FillReport(
                DAY,
                "late",
                "",
                fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 1).fill()));
        orders.flush();
        assertThat(orders.order(Orders.ACCOUNT, "request-1")).isEmpty();
    }

    @Test
    void a_reported_order_marked_not_sent_is_proven() {
        Entry entry = loaded(intend("request-1"));
        journal.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.NotSent())));
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3, 0));
        List<Outcome> proven = orders.buffer().takeProven();
        assertThat(proven).containsExactly(new Outcome(entry.key(), new OrderEvent.Acknowledged("000001")));
        assertThat(orders.contradiction()).contains("a report").contains("request-1");
        assertThat(orders.buffer().takeProven()).isEmpty();
        orders.buffer().restoreProven(proven);
        assertThat(orders.buffer().takeProven()).isEqualTo(proven);
    }

    @Test
    void a_reported_order_resolved_as_not_sent_is_proven() {
        Entry entry = loaded(intend("request-1"));
        journal.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Unconfirmed("The line broke."))));
        journal.recordOutcomes(List.of(
                new Outcome(entry.key(), new OrderEvent.Resolved(null, "operator", "not in the broker's records"))));
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3, 0));
        assertThat(orders.buffer().takeProven()).hasSize(1);
    }

    @Test
    void reports_before_the_orders_are_read_count_afterwards() {
        Entry entry = accepted("request-1", "000001");
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3, 0));
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 2));
        assertThat(orders.orders(Orders.ACCOUNT, 0, order -> true, 10)).isEmpty();
        loaded(entry);
        orders.flush();
        assertThat(orders.order(Orders.ACCOUNT, "request-1"))
                .hasValueSatisfying(order -> assertThat(order.filled()).isEqualTo(2));
    }

    @Test
    void an_order_is_found_by_the_exchanges_number() {
        loaded(accepted("request-1", "000001"));
        orders.flush();
        assertThat(orders.orderWithSerial(Orders.ACCOUNT, "000001").map(OrderInfo::requestId))
                .contains("request-1");
        assertThat(orders.orderWithSerial(Orders.ACCOUNT, "000009")).isEmpty();
        assertThat(orders.orderWithSerial("OTHER01", "000001")).isEmpty();
    }

    @Test
    void ended_orders_are_dropped_beyond_the_limit() {
        loaded(accepted("request-0", "000000"));
        for (int i = 1; i <= 4; i++) {
            Entry entry = intend("request-" + i);
            journal.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Rejected("E1", "No."))));
            orders.flush();
        }
        assertThat(orders.order(Orders.ACCOUNT, "request-1")).isEmpty();
        assertThat(orders.order(Orders.ACCOUNT, "request-4")).isPresent();
        assertThat(orders.order(Orders.ACCOUNT, "request-0"))
                .as("working orders stay")
                .isPresent();
    }

    @Test
    void immediate_orders_are_listed_separately() {
        Entry immediate = loaded(accepted("request-1", "000001"));
        Entry resting = journal.recordIntents(
                        List.of(Orders.request("request-2", Orders.limit(Side.BUY, 17_300, 1))), DAY)
                .get(0);
        journal.recordOutcomes(List.of(new Outcome(resting.key(), new OrderEvent.Acknowledged("000002"))));
        assertThat(orders.workingTags(false)).containsExactly(immediate.tag(), resting.tag());
        assertThat(orders.workingTags(true)).containsExactly(immediate.tag());
    }

    @Test
    void only_reports_with_new_information_are_buffered() {
        Entry entry = loaded(accepted("request-1", "000001"));
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3, 0));
        assertThat(orders.buffer().heldReports())
                .as("the answer to the call has the same information")
                .isZero();
        orders.take(report(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 3, 1));
        assertThat(orders.buffer().heldReports()).isEqualTo(1);
        assertThat(orders.missesFills()).isTrue();
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 1));
        assertThat(orders.missesFills()).isFalse();
        assertThat(orders.buffer().takeReports()).hasSize(2);
        assertThat(orders.buffer().takeReports()).isEmpty();
        orders.take(fill(entry, Orders.ACCOUNT, "TXFH1", Side.BUY, 1));
        assertThat(orders.buffer().heldReports()).as("it is known").isZero();
    }

    @Test
    void an_outcome_before_the_orders_are_read_counts_once() {
        Entry earlier = new FakeOrderJournal(clock)
                .recordIntents(List.of(Orders.request("request-9", Orders.buy(3))), DAY)
                .get(0);
        orders.onOutcome(new Outcome(earlier.key(), new OrderEvent.Acknowledged("000009")));
        orders.restore(List.of(new TrackedOrder(earlier)));
        orders.flush();
        assertThat(orders.order(Orders.ACCOUNT, "request-9"))
                .hasValueSatisfying(order -> assertThat(order.orderSerial()).isEqualTo("000009"));
    }

    @Test
    void a_new_day_ends_earlier_working_orders() {
        Entry old = loaded(accepted("request-1", "000001"));
        Entry today = journal.recordIntents(List.of(Orders.request("request-2", Orders.buy(3))), DAY.plusDays(1))
                .get(0);
        journal.recordOutcomes(List.of(new Outcome(today.key(), new OrderEvent.Acknowledged("000001"))));
        Entry unknown = intend("request-3");
        journal.recordOutcomes(List.of(new Outcome(unknown.key(), new OrderEvent.Unconfirmed("The line broke."))));
        orders.beginDay(DAY.plusDays(1));
        assertThat(orders.workingTags(false)).containsExactly(today.tag());
        assertThat(orders.buffer().takeReports())
                .extracting(OrderJournal.Report::key)
                .containsExactly(old.key());
        assertThat(orders.order(Orders.ACCOUNT, "request-1")).isEmpty();
        assertThat(orders.order(Orders.ACCOUNT, "request-3"))
                .as("in an unknown state")
                .isPresent();
        assertThat(orders.open().of(Orders.ACCOUNT, "TXFH1").buys()).isEqualTo(6);
    }

    @Test
    void an_order_sent_again_replaces_the_one_not_sent() {
        List<OrderInfo> published = new ArrayList<>();
        OrderTracker tracker = new OrderTracker("feed", (feed, account, changed) -> published.addAll(changed), 1);
        OrderJournal followed = TestWiring.followed(new FakeOrderJournal(clock), tracker);
        tracker.restore(List.of());
        for (int attempt = 0; attempt < 2; attempt++) {
            Entry entry = followed.recordIntents(List.of(Orders.request("request-1", Orders.buy(3))), DAY)
                    .get(0);
            assertThat(tracker.open().of(Orders.ACCOUNT, "TXFH1").buys()).isEqualTo(3);
            followed.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.NotSent())));
            assertThat(tracker.open().of(Orders.ACCOUNT, "TXFH1").buys()).isZero();
        }
        assertThat(tracker.unfinished()).isEmpty();
        tracker.flush();
        assertThat(published).singleElement().satisfies(order -> {
            assertThat(order.sequence()).isEqualTo(1);
            assertThat(order.status()).isEqualTo(OrderStatus.NOT_SENT);
        });
        assertThat(tracker.feedId()).isEqualTo("feed");
    }
}
