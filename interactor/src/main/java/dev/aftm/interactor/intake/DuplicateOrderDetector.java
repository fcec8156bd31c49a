package dev.aftm.interactor.intake;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.port.store.OrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises the copies that old clients, which know no request ids, leave behind: they ask again on a new connection
 * after 5 s, and the old connection still delivers what was queued in it once the gateway is back. Of identical orders
 * without an id the first is taken; a later one from another connection is refused within a window after the gateway's
 * start, and within a window after one that was never answered.
 *
 * <p>Belongs to the gateway's loop.
 */
final class DuplicateOrderDetector {

    private final long startedNanos;
    private final long windowNanos;
    private final List<Earlier> earlier = new ArrayList<>();

    /** An order without an id that was taken, in this process or the one before. */
    static final class Earlier {
        private final String account;
        private final NewOrder order;
        private final String origin;
        private final long arrivedNanos;
        private boolean answered;

        private Earlier(String account, NewOrder order, String origin, long arrivedNanos) {
            this.account = account;
            this.order = order;
            this.origin = origin;
            this.arrivedNanos = arrivedNanos;
        }

        /** Its client has been told what became of it. */
        void answered() {
            answered = true;
        }
    }

    /** @param before orders without an id that were journalled before the start */
    DuplicateOrderDetector(long nowNanos, Duration window, List<OrderJournal.Entry> before) {
        startedNanos = nowNanos;
        windowNanos = window.toNanos();
        for (OrderJournal.Entry entry : before) {
            if (!(entry.state() instanceof OrderJournal.State.NotSent)) {
                earlier.add(new Earlier(entry.key().account(), entry.order(), "", nowNanos));
            }
        }
    }

    /** Whether an order looks like a copy of an earlier one. */
    boolean isSuspicious(OrderRequest request, String origin, long nowNanos) {
        earlier.removeIf(one -> isPast(one.arrivedNanos, nowNanos) && isPast(startedNanos, nowNanos));
        return earlier.stream()
                .filter(one -> one.account.equals(request.orderAccount()) && one.order.equals(request.order()))
                .filter(one -> !one.origin.equals(origin))
                .anyMatch(one ->
                        !isPast(startedNanos, nowNanos) || (!one.answered && !isPast(one.arrivedNanos, nowNanos)));
    }

    /** Notes an order that is taken. */
    Earlier taken(OrderRequest request, String origin, long nowNanos) {
        Earlier one = new Earlier(request.orderAccount(), request.order(), origin, nowNanos);
        earlier.add(one);
        return one;
    }

    private boolean isPast(long sinceNanos, long nowNanos) {
        return nowNanos - sinceNanos >= windowNanos;
    }
}
