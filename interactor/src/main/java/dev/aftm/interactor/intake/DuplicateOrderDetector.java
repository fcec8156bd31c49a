package dev.aftm.interactor.intake;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Detects copies of orders without a request id. Legacy clients repeat an order on a new connection after 5 s, while the old
 * connection still delivers the first one once the gateway is back. The first of several identical orders is accepted. A
 * later one from another connection is rejected within a window after the gateway's start, and within a window after an
 * order that was never answered.
 *
 * <p>Used by the gateway-loop thread only.
 */
public final class DuplicateOrderDetector {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    private final long startedNanos;
    private final long windowNanos;
    private final List<Earlier> earlier = new ArrayList<>();

    /** An order without an id that was accepted, by this process or an earlier one. */
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

        /** Marks the order as answered. */
        void answered() {
            answered = true;
        }
    }

    /**
     * Reads the last day's orders without an id from the journal, so that their copies are detected after a restart.
     *
     * @throws JournalException the journal cannot be read
     */
    public DuplicateOrderDetector(Clock clock, Duration window, OrderJournal journal) {
        startedNanos = clock.nanoTime();
        windowNanos = window.toNanos();
        for (OrderJournal.Entry entry : journal.withoutIdSince(clock.now().minus(ONE_DAY))) {
            if (!(entry.last() instanceof OrderEvent.NotSent)) {
                earlier.add(new Earlier(entry.key().account(), entry.order(), "", startedNanos));
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

    /** Remembers an order that has been accepted. */
    Earlier taken(OrderRequest request, String origin, long nowNanos) {
        Earlier one = new Earlier(request.orderAccount(), request.order(), origin, nowNanos);
        earlier.add(one);
        return one;
    }

    private boolean isPast(long sinceNanos, long nowNanos) {
        return nowNanos - sinceNanos >= windowNanos;
    }
}
