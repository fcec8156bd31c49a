package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
}
