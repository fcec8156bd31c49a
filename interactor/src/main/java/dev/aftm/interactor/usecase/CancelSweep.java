package dev.aftm.interactor.usecase;

import dev.aftm.domain.order.OrderChange;
import dev.aftm.interactor.gateway.ChangeRequest;
import dev.aftm.interactor.port.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cancels everything that is open, until nothing is any more, or for half a minute: orders that were not known, or had no number,
 * when it began have their turn too, and those whose cancel did not get through.
 */
final class CancelSweep {

    private static final long WITHIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long BETWEEN_NANOS = Duration.ofSeconds(1).toNanos();

    /** A cancel that is remembered, or on its way, must not be made again and again. */
    private static final int MOST_ATTEMPTS = 3;

    private final Clock clock;
    private final Map<String, Integer> attempts = new HashMap<>();
    private @Nullable OrderBook orders;
    private boolean isCancelling;
    private long nextNanos;
    private long endNanos;

    CancelSweep(Clock clock) {
        this.clock = clock;
    }

    /** Begins, or begins anew. */
    void begin(OrderBook newOrders) {
        orders = newOrders;
        attempts.clear();
        nextNanos = clock.nanoTime();
        endNanos = clock.nanoTime() + WITHIN_NANOS;
    }

    /**
     * Cancels what is open and due. Cheap; to be called often.
     *
     * @param execute executes a group of cancels; may call this again
     */
    void step(Consumer<List<PendingOrder>> execute) {
        OrderBook open = orders;
        long now = clock.nanoTime();
        if (open == null || isCancelling || now - nextNanos < 0) {
            return;
        }
        nextNanos = now + BETWEEN_NANOS;
        if (now - endNanos >= 0 || (open.isLoaded() && open.unfinished().isEmpty())) {
            orders = null;
            return;
        }
        List<PendingOrder> cancels = new ArrayList<>();
        for (ChangeRequest request : cancels(open.unfinished())) {
            if (attempts.merge(request.change().target(), 1, Integer::sum) <= MOST_ATTEMPTS) {
                cancels.add(new PendingOrder(request, "", now, now + WITHIN_NANOS, true));
            }
        }
        isCancelling = true;
        try {
            execute.accept(cancels);
        } finally {
            isCancelling = false;
        }
    }

    /** They have no ids of their own. An order that came without one can only be cancelled by its number, once there is one. */
    static List<ChangeRequest> cancels(List<LiveOrder> orders) {
        List<ChangeRequest> cancels = new ArrayList<>();
        for (LiveOrder live : orders) {
            String serial = live.life().orderSerial();
            if (!live.key().isWithoutId()) {
                cancels.add(cancel(live, OrderChange.cancel(live.key().requestId())));
            } else if (serial != null) {
                cancels.add(cancel(live, new OrderChange(null, serial, null, null)));
            }
        }
        return cancels;
    }

    private static ChangeRequest cancel(LiveOrder live, OrderChange change) {
        return new ChangeRequest(null, live.key().account(), change, null);
    }
}
