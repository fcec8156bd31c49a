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
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks up ids of former trading days, which are not in memory, on a thread that may wait for a disk. Requests that wait go on in
 * the order in which they came, so that a copy finds the first one in flight. Used by the gateway-loop thread only.
 */
public final class FormerRequests {

    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

    private final Clock clock;
    private final OrderJournal journal;
    private final Executor background;
    private final List<LookUp> lookUps = new ArrayList<>();

    /** A request that waits. */
    private static final class LookUp {

        private final long deadlineNanos;
        private final Consumer<Boolean> then;

        /** Whether every id was looked up, found or not; null until the background thread has tried. */
        private volatile @Nullable Boolean couldLookUp;

        LookUp(long deadlineNanos, Consumer<Boolean> then) {
            this.deadlineNanos = deadlineNanos;
            this.then = then;
        }
    }

    /** @param background runs one task after the other, and may wait for a disk */
    public FormerRequests(Clock clock, OrderJournal journal, Executor background) {
        this.clock = clock;
        this.journal = journal;
        this.background = background;
    }

    /** The ids of a request that must be looked up: its own, which the journal has not found, and that of the order to change. */
    List<OrderKey> idsToLookUp(GatewayRequest request) {
        List<OrderKey> ids = new ArrayList<>(2);
        String account = request.orderAccount();
        String own = request.requestId();
        if (own != null) {
            ids.add(new OrderKey(account, own));
        }
        if (request.instruction() instanceof OrderInstruction.OfEarlierOrder change) {
            change.target()
                    .asRequestId()
                    .map(id -> new OrderKey(account, id))
                    .filter(id -> journal.find(id).isEmpty())
                    .ifPresent(ids::add);
        }
        ids.removeIf(id -> !journal.mayBeFormer(id));
        return ids;
    }

    /**
     * Brings requests back into memory.
     *
     * @param deadlineNanos when to give up, on the monotonic clock
     * @param then receives true if every id was looked up, found or not; once, on the gateway-loop thread
     */
    void recall(List<OrderKey> ids, long deadlineNanos, Consumer<Boolean> then) {
        LookUp lookUp = new LookUp(deadlineNanos, then);
        lookUps.add(lookUp);
        background.execute(() -> lookUp.couldLookUp = recalled(ids));
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

    /** Goes on with what was found, in the order of arrival, and gives up what has waited too long. */
    void check() {
        if (lookUps.isEmpty()) {
            return;
        }
        long now = clock.nanoTime();
        List<LookUp> over = new ArrayList<>();
        boolean isNext = true;
        for (LookUp lookUp : lookUps) {
            isNext &= lookUp.couldLookUp != null;
            if (isNext || now - lookUp.deadlineNanos >= 0) {
                over.add(lookUp);
            }
        }
        lookUps.removeAll(over);
        over.forEach(lookUp -> lookUp.then.accept(Boolean.TRUE.equals(lookUp.couldLookUp)));
    }

    /** When {@link #check} has to be called next, on the monotonic clock; {@link Long#MAX_VALUE} for never. */
    long nextCheckNanos() {
        return lookUps.isEmpty() ? Long.MAX_VALUE : clock.nanoTime() + POLL_NANOS;
    }
}
