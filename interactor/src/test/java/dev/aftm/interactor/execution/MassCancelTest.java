package dev.aftm.interactor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cancels that a mass cancel sends for the open orders. */
final class MassCancelTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final OrderTracker orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE);
    private final OrderJournal journal = TestWiring.followed(new FakeOrderJournal(new FakeClock()), orders);

    private Entry intend(@Nullable String id) {
        return journal.recordIntents(List.of(Orders.request(id, Orders.buy(3))), DAY)
                .get(0);
    }

    private void accept(Entry entry, String serial) {
        journal.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Acknowledged(serial))));
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
                .extracting(change -> change.target().asRequestId().orElse(""))
                .containsExactlyInAnyOrder("", "request-3");
    }
}
