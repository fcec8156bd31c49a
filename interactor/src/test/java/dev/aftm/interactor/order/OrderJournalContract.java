package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The behaviour of every order journal. */
public interface OrderJournalContract {

    /** The journal under test, empty at first; the same during one test. */
    OrderJournal journal();

    /** The trading day of the intents. */
    LocalDate DAY = LocalDate.of(2021, 7, 26);

    private Entry intend(String id) {
        return journal()
                .recordIntents(List.of(Orders.request(id, Orders.buy(1))), DAY)
                .get(0);
    }

    @Test
    default void an_id_without_a_record_is_not_found() {
        assertThat(journal().find(new OrderKey(Orders.ACCOUNT, "request-1"))).isEmpty();
        assertThat(journal().unknownCount()).isZero();
    }

    @Test
    default void an_intent_is_found_as_intended() {
        Entry intent = intend("request-1");
        assertThat(intent.last()).isInstanceOf(OrderEvent.Requested.class);
        assertThat(journal().find(intent.key())).contains(intent);
        assertThat(journal().unknownCount())
                .as("an order on its way does not count as unknown")
                .isZero();
    }

    @Test
    default void an_outcome_resolves_its_intent() {
        Entry first = intend("request-1");
        Entry second = intend("request-2");
        Entry third = intend("request-3");
        journal()
                .recordOutcomes(List.of(
                        new Outcome(first.key(), new OrderEvent.Acknowledged("000001")),
                        new Outcome(second.key(), new OrderEvent.Rejected("PRODUCT", "No.")),
                        new Outcome(third.key(), new OrderEvent.Unconfirmed("The line broke."))));
        assertThat(journal().find(first.key()).orElseThrow().last()).isEqualTo(new OrderEvent.Acknowledged("000001"));
        assertThat(journal().find(second.key()).orElseThrow().last())
                .isEqualTo(new OrderEvent.Rejected("PRODUCT", "No."));
        assertThat(journal().find(third.key()).orElseThrow().last())
                .isEqualTo(new OrderEvent.Unconfirmed("The line broke."));
        assertThat(journal().unknownCount()).isEqualTo(1);
    }

    @Test
    default void tags_are_never_reused() {
        OrderRequest request = Orders.request("request-1", Orders.buy(1));
        Entry first = journal().recordIntents(List.of(request), DAY).get(0);
        journal().recordOutcomes(List.of(new Outcome(first.key(), new OrderEvent.NotSent())));
        Entry again = journal().recordIntents(List.of(request), DAY).get(0);
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(again.tag()).isNotEqualTo(first.tag());
        assertThat(intend("request-2").tag()).isNotIn(first.tag(), again.tag());
    }

    @Test
    default void orders_without_an_id_get_different_keys() {
        OrderRequest request = Orders.request(null, Orders.buy(1));
        List<Entry> intents = journal().recordIntents(List.of(request, request), DAY);
        assertThat(intents.get(0).key()).isNotEqualTo(intents.get(1).key());
    }

    @Test
    default void an_id_is_unique_within_its_account_only() {
        intend("request-1");
        assertThat(journal().find(new OrderKey("OTHER01", "request-1"))).isEmpty();
    }

    @Test
    default void an_outcome_without_an_intent_is_rejected() {
        Outcome outcome = new Outcome(new OrderKey(Orders.ACCOUNT, "request-1"), new OrderEvent.NotSent());
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> journal().recordOutcomes(List.of(outcome)));
    }

    @Test
    default void intended_and_unknown_orders_are_unresolved_oldest_first() {
        Entry first = intend("request-1");
        Entry second = intend("request-2");
        Entry third = intend("request-3");
        journal()
                .recordOutcomes(List.of(
                        new Outcome(second.key(), new OrderEvent.Acknowledged("000001")),
                        new Outcome(first.key(), new OrderEvent.Unconfirmed("The line broke."))));
        assertThat(journal().unresolved())
                .containsExactly(first.after(new OrderEvent.Unconfirmed("The line broke.")), third);
        assertThat(first.tradingDay()).isEqualTo(DAY);
    }

    @Test
    default void a_resolved_order_still_occupies_its_id() {
        Entry first = intend("request-1");
        Entry second = intend("request-2");
        for (Entry entry : List.of(first, second)) {
            journal().recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Unconfirmed("?"))));
        }
        journal()
                .recordOutcomes(List.of(
                        new Outcome(first.key(), new OrderEvent.Resolved("000009", "operator", "seen in the list")),
                        new Outcome(second.key(), new OrderEvent.Resolved(null, "operator", "not there"))));
        assertThat(journal().unknownCount()).isZero();
        assertThat(journal().unresolved()).isEmpty();
        assertThat(journal().find(first.key()).orElseThrow().last()).isEqualTo(new OrderEvent.Acknowledged("000009"));
        assertThat(journal().find(second.key()).orElseThrow().last()).isEqualTo(new OrderEvent.Closed("not there"));
    }

    @Test
    default void orders_without_an_id_are_found_by_their_time() {
        intend("request-1");
        Entry legacy = journal()
                .recordIntents(List.of(Orders.request(null, Orders.buy(2))), DAY)
                .get(0);
        assertThat(journal().withoutIdSince(legacy.intendedAt())).containsExactly(legacy);
        assertThat(journal().withoutIdSince(legacy.intendedAt().plusMillis(1))).isEmpty();
    }

    @Test
    default void an_order_that_was_not_sent_can_be_intended_again() {
        OrderRequest request = Orders.request("request-1", Orders.buy(1));
        Entry first = intend("request-1");
        journal().recordOutcomes(List.of(new Outcome(first.key(), new OrderEvent.NotSent())));
        assertThat(journal().unresolved()).isEmpty();
        Entry again = journal().recordIntents(List.of(request), DAY).get(0);
        assertThat(journal().unresolved()).containsExactly(again);
    }

    private Entry intendChange(String id, OrderInstruction.OfEarlierOrder change) {
        return journal()
                .recordIntents(List.of(new ChangeRequest(id, Orders.ACCOUNT, change, null)), DAY)
                .get(0);
    }

    @Test
    default void a_change_has_its_own_record_and_is_no_unknown_order() {
        OrderInstruction.OfEarlierOrder wish =
                new ReplaceOrder(new OrderReference.ByRequestId("request-1"), new BigDecimal("17310.50"), 2);
        Entry change = intendChange("change-01", wish);
        assertThat(journal().find(change.key())).contains(change);
        assertThat(change.isOrder()).isFalse();
        assertThat(journal().openChanges()).containsExactly(change);
        assertThat(journal().unresolved()).isEmpty();
        journal().recordOutcomes(List.of(new Outcome(change.key(), new OrderEvent.Unconfirmed("The line broke."))));
        assertThat(journal().unknownCount()).isZero();
        assertThat(journal().unresolved()).isEmpty();
        assertThat(journal().openChanges()).isEmpty();
        assertThat(journal().find(change.key()).orElseThrow())
                .isEqualTo(change.after(new OrderEvent.Unconfirmed("The line broke.")));
    }

    @Test
    default void a_cancel_by_number_without_an_id_is_recorded() {
        Entry change = journal()
                .recordIntents(
                        List.of(new ChangeRequest(
                                null, Orders.ACCOUNT, new CancelOrder(new OrderReference.BySerial("000007")), null)),
                        DAY)
                .get(0);
        assertThat(journal().find(change.key())).contains(change);
        assertThat(journal().withoutIdSince(change.intendedAt()))
                .as("orders in an unknown state")
                .isEmpty();
    }

    @Test
    default void an_id_can_be_closed_before_anything_is_recorded() {
        OrderKey key = new OrderKey(Orders.ACCOUNT, "request-1");
        assertThat(journal().isClosed(key)).isFalse();
        journal().recordOutcomes(List.of(new Outcome(key, new OrderEvent.Closed("A cancel came first."))));
        assertThat(journal().isClosed(key)).isTrue();
        assertThat(journal().find(key)).isEmpty();
    }

    @Test
    default void a_closed_id_that_was_not_sent_stays_closed() {
        Entry entry = intend("request-1");
        journal().recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Unconfirmed("?"))));
        journal().recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Closed("A cancel came first."))));
        assertThat(journal().unresolved()).as("its call may have been made").hasSize(1);
        journal().recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.NotSent())));
        assertThat(journal().find(entry.key()).orElseThrow().last())
                .isEqualTo(new OrderEvent.Closed("A cancel came first."));
        assertThat(journal().isClosed(entry.key())).isTrue();
    }

    /** One event of each kind that an exchange reports. */
    List<OrderEvent> REPORTS = List.of(
            new OrderEvent.Acknowledged("000001"),
            new OrderEvent.StatusReported(
                    "000001", 2, new BigDecimal("17300.5"), 1, 0, Instant.parse("2021-07-26T01:00:00.123Z")),
            new OrderEvent.Filled(DAY, "0007", 1, new BigDecimal("17300"), Instant.parse("2021-07-26T01:00:00.124Z")),
            new OrderEvent.FillCorrected(
                    DAY, "0007", 2, new BigDecimal("17301.25"), Instant.parse("2021-07-26T01:00:00.125Z")),
            new OrderEvent.FillBusted(DAY, "0007", Instant.parse("2021-07-26T01:00:00.126Z")),
            new OrderEvent.Replaced("000001", "000002", 1, Instant.parse("2021-07-26T01:00:00.127Z")),
            new OrderEvent.Rejected("PRICE", "價格"),
            new OrderEvent.Expired());

    private List<OrderEvent> recorded(OrderKey key) {
        List<OrderEvent> events = new ArrayList<>();
        journal().read(0, line -> {
            if (line.key().equals(key)) {
                events.add(line.event());
            }
            return true;
        });
        return events;
    }

    @Test
    default void outcomes_and_reports_are_recorded_all_or_none() {
        Entry entry = intend("request-1");
        OrderJournal.Report report = new OrderJournal.Report(entry.key(), entry.tag(), REPORTS.get(0));
        Outcome withoutIntent = new Outcome(new OrderKey("ACC1", "never-sent"), new OrderEvent.NotSent());
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> journal().record(List.of(withoutIntent), List.of(report)));
        assertThat(recorded(entry.key())).hasSize(1);
        journal().record(List.of(new Outcome(entry.key(), new OrderEvent.Acknowledged("000001"))), List.of(report));
        assertThat(recorded(entry.key()))
                .containsExactly(entry.request(), new OrderEvent.Acknowledged("000001"), REPORTS.get(0));
    }

    @Test
    default void every_kind_of_event_is_read_as_it_was_recorded() {
        Entry entry = intend("request-1");
        intend("request-2");
        List<OrderEvent.OfRequest> outcomes = List.of(
                new OrderEvent.NotSent(),
                new OrderEvent.Unconfirmed("?"),
                new OrderEvent.Closed("closed"),
                new OrderEvent.Resolved("000001", "operator", "seen"),
                new OrderEvent.Resolved(null, "operator", "not there"));
        outcomes.forEach(outcome -> journal().recordOutcomes(List.of(new Outcome(entry.key(), outcome))));
        journal()
                .record(
                        List.of(),
                        REPORTS.stream()
                                .map(event -> new OrderJournal.Report(entry.key(), entry.tag(), event))
                                .toList());
        journal().note(new LogEvent.SessionChanged(ExchangeSession.State.LOGGED_IN));
        List<OrderEvent> expected = new ArrayList<>();
        expected.add(entry.request());
        expected.addAll(outcomes);
        expected.addAll(REPORTS);
        assertThat(recorded(entry.key())).containsExactlyElementsOf(expected);
    }

    @Test
    default void a_days_records_lie_behind_its_position() {
        intend("request-1");
        Entry next = journal()
                .recordIntents(List.of(Orders.request("request-2", Orders.buy(1))), DAY.plusDays(1))
                .get(0);
        journal()
                .recordOutcomes(List.of(
                        new Outcome(new OrderKey(Orders.ACCOUNT, "request-1"), new OrderEvent.Acknowledged("000001"))));
        List<OrderKey> read = new ArrayList<>();
        journal().read(journal().positionBefore(DAY.plusDays(1)), line -> read.add(line.key()));
        assertThat(read).containsExactly(next.key(), new OrderKey(Orders.ACCOUNT, "request-1"));
        assertThat(journal().positionBefore(DAY)).isLessThan(next.position() - 1);
    }

    @Test
    default void the_last_event_of_each_kind_is_found() {
        assertThat(journal().last(LogEvent.AccountSelected.class)).isEmpty();
        assertThat(journal().timeOfLast(LogEvent.AccountSelected.class)).isEqualTo(Instant.EPOCH);
        journal().note(new LogEvent.AccountSelected("A1"));
        journal().note(new LogEvent.InstrumentSelected("TXFH1"));
        journal().note(new LogEvent.KillSwitchChanged("released: tested"));
        journal().note(new LogEvent.AccountSelected("A2"));
        LogEvent.PositionsCarried carried = new LogEvent.PositionsCarried(
                DAY, List.of(new CarriedPosition("A1", "TXFH1", -2, new BigDecimal("17300.25"))));
        journal().note(carried);
        assertThat(journal().last(LogEvent.AccountSelected.class)).contains(new LogEvent.AccountSelected("A2"));
        assertThat(journal().timeOfLast(LogEvent.AccountSelected.class)).isAfter(Instant.EPOCH);
        assertThat(journal().last(LogEvent.PositionsCarried.class)).contains(carried);
        assertThat(journal().last(LogEvent.KillSwitchChanged.class))
                .contains(new LogEvent.KillSwitchChanged("released: tested"));
    }
}
