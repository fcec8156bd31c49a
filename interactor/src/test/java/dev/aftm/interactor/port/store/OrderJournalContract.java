package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.order.OrderChange;
import dev.aftm.domain.order.OrderNews;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.State;
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
        assertThat(intent.state()).isEqualTo(new State.Intended());
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
                        new Outcome(first.key(), new State.Accepted("000001")),
                        new Outcome(second.key(), new State.Rejected("PRODUCT", "No.")),
                        new Outcome(third.key(), new State.Unknown("The line broke."))));
        assertThat(journal().find(first.key()).orElseThrow().state()).isEqualTo(new State.Accepted("000001"));
        assertThat(journal().find(second.key()).orElseThrow().state()).isEqualTo(new State.Rejected("PRODUCT", "No."));
        assertThat(journal().find(third.key()).orElseThrow().state()).isEqualTo(new State.Unknown("The line broke."));
        assertThat(journal().unknownCount()).isEqualTo(1);
    }

    @Test
    default void tags_are_never_reused() {
        OrderRequest request = Orders.request("request-1", Orders.buy(1));
        Entry first = journal().recordIntents(List.of(request), DAY).get(0);
        journal().recordOutcomes(List.of(new Outcome(first.key(), new State.NotSent())));
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
        Outcome outcome = new Outcome(new OrderKey(Orders.ACCOUNT, "request-1"), new State.NotSent());
        assertThatExceptionOfType(OrderJournal.JournalException.class)
                .isThrownBy(() -> journal().recordOutcomes(List.of(outcome)));
    }

    @Test
    default void intended_and_unknown_orders_are_unresolved_oldest_first() {
        Entry first = intend("request-1");
        Entry second = intend("request-2");
        Entry third = intend("request-3");
        journal()
                .recordOutcomes(List.of(
                        new Outcome(second.key(), new State.Accepted("000001")),
                        new Outcome(first.key(), new State.Unknown("The line broke."))));
        assertThat(journal().unresolved())
                .containsExactly(first.withState(new State.Unknown("The line broke.")), third);
        assertThat(first.tradingDay()).isEqualTo(DAY);
    }

    @Test
    default void a_resolved_order_still_occupies_its_id() {
        Entry first = intend("request-1");
        Entry second = intend("request-2");
        for (Entry entry : List.of(first, second)) {
            journal().recordOutcomes(List.of(new Outcome(entry.key(), new State.Unknown("?"))));
        }
        journal().resolve(first.key(), new State.Accepted("000009"), "operator", "seen in the broker's list");
        journal().resolve(second.key(), new State.ResolvedNotSent("not there"), "operator", "not there");
        assertThat(journal().unknownCount()).isZero();
        assertThat(journal().unresolved()).isEmpty();
        assertThat(journal().find(first.key()).orElseThrow().state()).isEqualTo(new State.Accepted("000009"));
        assertThat(journal().find(second.key()).orElseThrow().state())
                .isEqualTo(new State.ResolvedNotSent("not there"));
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
        journal().recordOutcomes(List.of(new Outcome(first.key(), new State.NotSent())));
        assertThat(journal().unresolved()).isEmpty();
        Entry again = journal().recordIntents(List.of(request), DAY).get(0);
        assertThat(journal().unresolved()).containsExactly(again);
    }

    private Entry intendChange(String id, OrderChange change) {
        return journal()
                .recordIntents(List.of(new ChangeRequest(id, Orders.ACCOUNT, change, null)), DAY)
                .get(0);
    }

    @Test
    default void a_change_has_its_own_record_and_is_no_unknown_order() {
        OrderChange wish = new OrderChange("request-1", null, new BigDecimal("17310.50"), 2);
        Entry change = intendChange("change-01", wish);
        assertThat(journal().find(change.key())).contains(change);
        assertThat(change.isOrder()).isFalse();
        assertThat(journal().openChanges()).containsExactly(change);
        assertThat(journal().unresolved()).isEmpty();
        journal().recordOutcomes(List.of(new Outcome(change.key(), new State.Unknown("The line broke."))));
        assertThat(journal().unknownCount()).isZero();
        assertThat(journal().unresolved()).isEmpty();
        assertThat(journal().openChanges()).isEmpty();
        assertThat(journal().find(change.key()).orElseThrow())
                .isEqualTo(change.withState(new State.Unknown("The line broke.")));
    }

    @Test
    default void a_cancel_by_number_without_an_id_is_recorded() {
        Entry change = journal()
                .recordIntents(
                        List.of(new ChangeRequest(
                                null, Orders.ACCOUNT, new OrderChange(null, "000007", null, null), null)),
                        DAY)
                .get(0);
        assertThat(journal().find(change.key())).contains(change);
        assertThat(journal().withoutIdSince(change.intendedAt()))
                .as("orders in an unknown state")
                .isEmpty();
    }

    /** One event of each kind that an exchange reports. */
    List<OrderNews> NEWS = List.of(
            new OrderNews.Accepted("000001"),
            new OrderNews.Reported(
                    "000001", new BigDecimal("17300.5"), 1, 0, Instant.parse("2021-07-26T01:00:00.123Z")),
            new OrderNews.Traded(DAY, "0007", 1, new BigDecimal("17300"), Instant.parse("2021-07-26T01:00:00.124Z")),
            new OrderNews.Rejected("PRICE", "價格"),
            new OrderNews.DayEnded());

    @Test
    default void outcomes_and_reports_are_recorded_all_or_none() {
        Entry entry = intend("request-1");
        OrderJournal.Report report = new OrderJournal.Report(entry.key(), entry.tag(), NEWS.get(0));
        Outcome withoutIntent = new Outcome(new OrderKey("ACC1", "never-sent"), new State.NotSent());
        assertThatExceptionOfType(OrderJournal.JournalException.class)
                .isThrownBy(() -> journal().record(List.of(withoutIntent), List.of(report)));
        assertThat(journal().story(entry.tag())).hasSize(1);
        journal().record(List.of(new Outcome(entry.key(), new State.Accepted("000001"))), List.of(report));
        assertThat(journal().story(entry.tag()))
                .extracting(OrderJournal.JournalRecord::event)
                .containsExactly(
                        new OrderJournal.RecordedEvent.Intended(entry),
                        new OrderJournal.RecordedEvent.Became(entry.key(), entry.tag(), new State.Accepted("000001")),
                        new OrderJournal.RecordedEvent.Reported(entry.key(), entry.tag(), NEWS.get(0)));
    }

    @Test
    default void an_orders_history_and_pages_contain_all_its_records() {
        Entry entry = intend("request-1");
        Entry other = intend("request-2");
        journal().recordOutcomes(List.of(new Outcome(entry.key(), new State.Accepted("000001"))));
        journal()
                .recordReports(NEWS.stream()
                        .map(news -> new OrderJournal.Report(entry.key(), entry.tag(), news))
                        .toList());
        journal().note("session", "LOGGED_IN");
        List<OrderJournal.RecordedEvent> expected = new ArrayList<>();
        expected.add(new OrderJournal.RecordedEvent.Intended(entry));
        expected.add(new OrderJournal.RecordedEvent.Became(entry.key(), entry.tag(), new State.Accepted("000001")));
        NEWS.forEach(news -> expected.add(new OrderJournal.RecordedEvent.Reported(entry.key(), entry.tag(), news)));
        assertThat(journal().story(entry.tag()))
                .extracting(OrderJournal.JournalRecord::event)
                .containsExactlyElementsOf(expected);

        List<OrderJournal.RecordedEvent> read = new ArrayList<>();
        OrderJournal.JournalPage stretch = journal().read(OrderJournal.JournalPage.FROM_THE_END, 2);
        while (true) {
            stretch.lines().forEach(line -> read.add(0, line.event()));
            if (stretch.before() == 0) {
                break;
            }
            stretch = journal().read(stretch.before(), 2);
        }
        expected.add(1, new OrderJournal.RecordedEvent.Intended(other));
        assertThat(read).containsExactlyElementsOf(expected);
    }

    @Test
    default void the_last_note_of_a_kind_is_found() {
        assertThat(journal().lastNote("positions")).isEmpty();
        journal().note("positions", "first");
        journal().note("session", "LOGGED_IN");
        journal().note("positions", "second");
        assertThat(journal().lastNote("positions")).contains("second");
    }
}
