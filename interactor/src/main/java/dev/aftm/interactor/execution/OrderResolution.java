package dev.aftm.interactor.execution;

import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.State;
import dev.aftm.interactor.queue.ExecutionQueue;
import java.util.function.Consumer;

/**
 * Lets a person settle an order of which the exchange could not say whether it has it. Called on the gateway's loop; the
 * work is done by the thread that owns the exchange, between orders.
 */
public final class OrderResolution {

    /** What came of a resolution. */
    public enum Result {
        RECORDED,
        /** There is no such order, or its state is not unknown. */
        NOT_UNKNOWN,
        /** The journal could not be written, or the owner of the exchange is busy. */
        FAILED
    }

    private final ExecutionEngine engine;
    private final ExecutionQueue queue;

    public OrderResolution(ExecutionEngine engine, ExecutionQueue queue) {
        this.engine = engine;
        this.queue = queue;
    }

    /**
     * Settles an order.
     *
     * @param state accepted with its number, or found not to have been sent
     * @param reason why, in the person's own words; kept for ever
     * @param result is given the result once, on the thread that owns the exchange
     */
    public void resolve(OrderKey key, State state, String reason, Consumer<Result> result) {
        boolean queued = queue.offer(() -> result.accept(resolve(key, state, reason)));
        if (!queued) {
            result.accept(Result.FAILED);
        }
    }

    private Result resolve(OrderKey key, State state, String reason) {
        try {
            return engine.resolve(key, state, reason) ? Result.RECORDED : Result.NOT_UNKNOWN;
        } catch (OrderJournal.JournalException e) {
            return Result.FAILED;
        }
    }
}
