package dev.aftm.interactor.execution;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.order.TrackedOrder;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.queue.QueuedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cancels all open orders, until none is open or 30 s have passed. This includes orders that were not known or had no number
 * when it began, and those whose cancel did not reach the exchange. Used by the execution thread only.
 */
public final class MassCancel {

    private static final long WITHIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long BETWEEN_NANOS = Duration.ofSeconds(1).toNanos();

    /** The most cancels of one order: a cancel that is remembered or on its way must not be repeated forever. */
    private static final int MOST_ATTEMPTS = 3;

    private final Clock clock;
    private final Map<String, Integer> attempts = new HashMap<>();
    private @Nullable OrderTracker orders;
    private boolean isCancelling;
    private long nextNanos;
    private long endNanos;

    public MassCancel(Clock clock) {
        this.clock = clock;
    }

    /** Starts, or starts again. */
    void begin(OrderTracker newOrders) {
        orders = newOrders;
        attempts.clear();
        nextNanos = clock.nanoTime();
        endNanos = clock.nanoTime() + WITHIN_NANOS;
    }

    /**
     * Cancels the open orders that are due. Cheap; called often.
     *
     * @param execute executes a group of cancels; may call this method again
     */
    void step(Consumer<List<QueuedRequest>> execute) {
        OrderTracker open = orders;
        long now = clock.nanoTime();
        if (open == null || isCancelling || now - nextNanos < 0) {
            return;
        }
        nextNanos = now + BETWEEN_NANOS;
        if (now - endNanos >= 0 || (open.isLoaded() && open.unfinished().isEmpty())) {
            orders = null;
            return;
        }
        List<QueuedRequest> cancels = new ArrayList<>();
        for (ChangeRequest request : cancels(open.unfinished())) {
            if (attempts.merge(request.change().target().toString(), 1, Integer::sum) <= MOST_ATTEMPTS) {
                cancels.add(new QueuedRequest(request, "", now, now + WITHIN_NANOS, true));
            }
        }
        isCancelling = true;
        try {
            execute.accept(cancels);
        } finally {
            isCancelling = false;
        }
    }

    /** The cancels have no request ids. An order without an id is cancelled by its number, once it has one. */
    static List<ChangeRequest> cancels(List<TrackedOrder> orders) {
        List<ChangeRequest> cancels = new ArrayList<>();
        for (TrackedOrder tracked : orders) {
            String serial = tracked.state().orderSerial();
            if (!tracked.key().isWithoutId()) {
                cancels.add(cancel(
                        tracked, new OrderReference.ByRequestId(tracked.key().requestId())));
            } else if (serial != null) {
                cancels.add(cancel(tracked, new OrderReference.BySerial(serial)));
            }
        }
        return cancels;
    }

    private static ChangeRequest cancel(TrackedOrder tracked, OrderReference order) {
        return new ChangeRequest(null, tracked.key().account(), new CancelOrder(order), null);
    }
}
