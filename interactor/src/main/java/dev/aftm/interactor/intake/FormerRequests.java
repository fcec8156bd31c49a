package dev.aftm.interactor.intake;

import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.OrderKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Looks up ids of former trading days, which are not in memory, on a thread that may wait for a disk. Requests that wait go on in
 * the order in which they came, so that a copy finds the first one in flight. Used by the gateway-loop thread only.
 */
public final class FormerRequests {

    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

    private final Clock clock;
    private final OrderJournal journal;
    private final Executor background;
    private final PendingReplies pending = new PendingReplies();

    /** What the background thread has found, for the gateway loop. */
    private final Queue<Runnable> found = new ConcurrentLinkedQueue<>();

    /** @param background runs one task after the other, and may wait for a disk */
    public FormerRequests(Clock clock, OrderJournal journal, Executor background) {
        this.clock = clock;
        this.journal = journal;
        this.background = background;
    }

    /** The ids of a request that must be looked up: its own, and that of the order to change. */
    List<OrderKey> unknownOf(GatewayRequest request) {
        List<OrderKey> ids = new ArrayList<>(2);
        String account = request.orderAccount();
        String own = request.requestId();
        if (own != null) {
            ids.add(new OrderKey(account, own));
        }
        if (request.instruction() instanceof OrderInstruction.OfEarlierOrder change) {
            change.target().asRequestId().ifPresent(id -> ids.add(new OrderKey(account, id)));
        }
        ids.removeIf(id -> !journal.mayBeFormer(id));
        return ids;
    }

    /**
     * Brings requests back into memory.
     *
     * @param deadlineNanos when to give up, on the monotonic clock
     * @param then receives whether it is known now if there were such requests, once, on the gateway-loop thread
     */
    void recall(List<OrderKey> ids, long deadlineNanos, Consumer<Boolean> then) {
        PendingReplies.Awaited<Boolean> reply = pending.add(then, false, deadlineNanos);
        background.execute(() -> {
            boolean isKnown = recalled(ids);
            found.add(() -> reply.give(isKnown));
        });
    }

    private boolean recalled(List<OrderKey> ids) {
        try {
            ids.forEach(journal::recall);
            return true;
        } catch (JournalException unreadable) {
            // Nothing may be sent under an id that could not be looked up.
            return false;
        }
    }

    /** Goes on with what was found, and gives up what has waited too long. */
    void check() {
        for (Runnable next = found.poll(); next != null; next = found.poll()) {
            next.run();
        }
        pending.checkDeadlines(clock.nanoTime());
    }

    /** When {@link #check} has to be called next, on the monotonic clock; {@link Long#MAX_VALUE} for never. */
    long nextCheckNanos() {
        return pending.isAwaited() ? clock.nanoTime() + POLL_NANOS : Long.MAX_VALUE;
    }
}
