package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.FakeHistoryStore;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.OrderKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class OrderJournalTest implements OrderJournalContract {

    private static final OrderKey KEY = new OrderKey(Orders.ACCOUNT, "request-1");

    private final FakeClock clock = new FakeClock();
    private final FakeEventLog log = new FakeEventLog();
    private final OrderJournal journal = reopened();

    private OrderJournal reopened() {
        return FakeOrderJournal.opened(clock, log);
    }

    @Override
    public OrderJournal journal() {
        return journal;
    }

    private static OrderJournal.Entry intend(OrderJournal in, String id) {
        return in.recordIntents(List.of(Orders.request(id, Orders.buy(1))), DAY).get(0);
    }

    @Test
    void everything_is_known_again_after_a_restart() {
        OrderJournal.Entry entry = intend(journal, "request-1");
        journal.recordOutcomes(List.of(new OrderJournal.Outcome(entry.key(), new OrderEvent.Acknowledged("000001"))));
        OrderJournal.Entry open = intend(journal, "request-2");
        journal.note(new LogEvent.AccountSelected("A1"));
        OrderJournal again = reopened();
        assertThat(again.find(entry.key())).isEqualTo(journal.find(entry.key()));
        assertThat(again.unresolved()).containsExactly(open);
        assertThat(again.last(LogEvent.AccountSelected.class)).contains(new LogEvent.AccountSelected("A1"));
    }

    @Test
    void an_id_closed_before_its_intent_stays_closed_after_a_restart() {
        journal.recordOutcomes(List.of(new OrderJournal.Outcome(KEY, new OrderEvent.Closed("A cancel came first."))));
        assertThat(reopened().isClosed(KEY)).isTrue();
    }

    @Test
    void tags_stay_unique_whatever_copy_of_the_log_is_restored() {
        List<dev.aftm.interactor.port.store.EventLog.LoggedEvent> copy = log.events();
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            OrderJournal opened = reopened();
            for (int j = 0; j < 3; j++) {
                String tag = intend(opened, "request-" + i + "-" + j).tag();
                assertThat(tags.add(tag)).as(tag).isTrue();
                assertThat(tag).hasSizeLessThanOrEqualTo(21);
            }
            log.restore(copy);
        }
    }

    @Test
    void the_installation_keeps_its_name() {
        String first = intend(journal, "request-1").tag().substring(0, 5);
        assertThat(intend(reopened(), "request-2").tag()).startsWith(first);
    }

    @Nested
    final class OfFormerDays {

        private final FakeHistoryStore history = new FakeHistoryStore();
        private OrderJournal journal = opened();

        private OrderJournal opened() {
            return new OrderJournal(clock, log, FakeOrderJournal.words(), LogHeadStore.NONE, history);
        }

        /** Records an order of a day that was acknowledged. */
        private OrderJournal.Entry acknowledged(String id, int day) {
            OrderJournal.Entry entry = journal.recordIntents(
                            List.of(Orders.request(id, Orders.buy(1))), DAY.plusDays(day))
                    .get(0);
            journal.recordOutcomes(
                    List.of(new OrderJournal.Outcome(entry.key(), new OrderEvent.Acknowledged("00000" + day))));
            return journal.find(entry.key()).orElseThrow();
        }

        @Test
        void requests_leave_memory_once_they_are_stored() {
            OrderJournal.Entry first = acknowledged("request-1", 0);
            acknowledged("request-2", 1);
            OrderJournal.Entry third = acknowledged("request-3", 2);
            assertThat(journal.find(first.key())).isPresent();
            journal.updateHistory();
            assertThat(journal.find(first.key())).isEmpty();
            assertThat(journal.mayBeFormer(first.key())).isTrue();
            assertThat(journal.find(third.key())).contains(third);
            assertThat(journal.mayBeFormer(third.key())).isFalse();
        }

        @Test
        void a_former_request_is_recalled_as_it_was() {
            OrderJournal.Entry first = acknowledged("request-1", 0);
            acknowledged("request-2", 1);
            acknowledged("request-3", 2);
            journal.updateHistory();
            journal.recall(first.key());
            assertThat(journal.find(first.key())).contains(first);
            assertThat(journal.records(first.key())).hasSize(2);
        }

        @Test
        void nothing_leaves_memory_while_the_history_fails() {
            OrderJournal.Entry first = acknowledged("request-1", 0);
            acknowledged("request-2", 1);
            acknowledged("request-3", 2);
            history.fail(true);
            assertThatExceptionOfType(JournalException.class).isThrownBy(journal::updateHistory);
            assertThat(journal.find(first.key())).contains(first);
            history.fail(false);
            journal.updateHistory();
            assertThat(journal.find(first.key())).isEmpty();
        }

        @Test
        void an_unresolved_order_of_any_day_stays_in_memory() {
            OrderJournal.Entry open = journal.recordIntents(List.of(Orders.request("request-0", Orders.buy(1))), DAY)
                    .get(0);
            acknowledged("request-2", 1);
            acknowledged("request-3", 2);
            journal.updateHistory();
            assertThat(journal.unresolved()).containsExactly(open);
            journal = opened();
            assertThat(journal.unresolved()).containsExactly(open);
        }

        @Test
        void a_restart_reads_the_last_two_days_only() {
            OrderJournal.Entry first = acknowledged("request-1", 0);
            OrderJournal.Entry second = acknowledged("request-2", 1);
            acknowledged("request-3", 2);
            journal.updateHistory();
            journal = opened();
            assertThat(journal.find(first.key())).isEmpty();
            assertThat(journal.mayBeFormer(first.key())).isTrue();
            assertThat(journal.find(second.key())).contains(second);
            journal.recall(first.key());
            assertThat(journal.find(first.key())).contains(first);
        }

        @Test
        void what_was_recalled_never_hides_what_came_after() {
            OrderJournal.Entry first = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                    .get(0);
            journal.recordOutcomes(List.of(new OrderJournal.Outcome(first.key(), new OrderEvent.NotSent())));
            acknowledged("request-2", 1);
            acknowledged("request-3", 2);
            journal.updateHistory();
            journal.recall(first.key());
            OrderJournal.Entry again = acknowledged("request-1", 2);
            history.fail(true);
            acknowledged("request-4", 3);
            assertThatExceptionOfType(JournalException.class).isThrownBy(journal::updateHistory);
            acknowledged("request-5", 4);
            history.fail(false);
            journal.updateHistory();
            assertThat(journal.find(first.key())).isEmpty();
            journal.recall(first.key());
            assertThat(journal.find(first.key())).contains(again);
        }

        @Test
        void a_history_that_fails_at_the_start_is_not_missed() {
            OrderJournal.Entry first = acknowledged("request-1", 0);
            acknowledged("request-2", 1);
            acknowledged("request-3", 2);
            journal.updateHistory();
            history.fail(true);
            journal = opened();
            assertThat(journal.find(first.key())).contains(first);
        }

        @Test
        void a_history_of_another_log_is_forgotten() {
            acknowledged("request-1", 0);
            journal.updateHistory();
            log.restore(List.of());
            journal = opened();
            assertThat(history.head().position()).isZero();
            assertThat(journal.mayBeFormer(new OrderKey(Orders.ACCOUNT, "request-1")))
                    .isFalse();
        }

        @Test
        void an_id_closed_before_its_intent_stays_closed_for_ever() {
            journal.recordOutcomes(List.of(new OrderJournal.Outcome(KEY, new OrderEvent.Closed("A cancel came."))));
            for (int day = 0; day < 5; day++) {
                acknowledged("request-1" + day, day);
                journal.updateHistory();
            }
            assertThat(journal.mayBeFormer(KEY)).isTrue();
            journal.recall(KEY);
            assertThat(journal.isClosed(KEY)).isTrue();
        }
    }
}
