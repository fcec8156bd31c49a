package dev.aftm.interactor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.order.TrackingJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cancels that a mass cancel sends for the open orders. */
final class MassCancelTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final OrderTracker orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE);
    private final OrderJournal journal = new TrackingJournal(new FakeOrderJournal(new FakeClock()), orders);

    private Entry intend(@Nullable String id) {
        return journal.recordIntents(List.of(Orders.request(id, Orders.buy(3))), DAY)
                .get(0);
    }

    private void accept(Entry entry, String serial) {
        journal.recordOutcomes(List.of(new Outcome(entry.key(), new State.Accepted(serial))));
        orders.flush();
    }

    @Test
    void an_order_without_id_and_number_is_not_cancelled_yet() {
        intend(null);
        orders.restore(List.of());
        assertThat(orders.unfinished()).hasSize(1);
        assertThat(MassCancel.cancels(orders.unfinished())).isEmpty();
    }

    @Test
    void an_order_without_id_is_cancelled_by_its_number() {
        accept(intend(null), "000002");
        accept(intend("request-3"), "000003");
        assertThat(MassCancel.cancels(orders.unfinished()).stream().map(ChangeRequest::change))
                .extracting(change -> Optional.ofNullable(change.targetId()).orElse(""))
                .containsExactlyInAnyOrder("", "request-3");
    }
}
