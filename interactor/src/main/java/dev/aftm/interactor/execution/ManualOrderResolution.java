package dev.aftm.interactor.execution;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.ExecutionQueue;
import java.util.function.Consumer;

/**
 * Lets a person resolve an order in an unknown state. Called on the gateway-loop thread; the execution thread records the
 * resolution, between orders.
 */
public final class ManualOrderResolution {

    /** The outcome of a resolution. */
    public enum Result {
        /** The resolution is recorded. */
        RECORDED,
        /** There is no such order, or its state is not unknown. */
        NOT_UNKNOWN,
        /** The journal could not be written, or the execution queue is full. */
        FAILED
    }

    private final ExecutionEngine engine;
    private final ExecutionQueue queue;

    public ManualOrderResolution(ExecutionEngine engine, ExecutionQueue queue) {
        this.engine = engine;
        this.queue = queue;
    }

    /**
     * Resolves an order.
     *
     * @param resolution what the person found out, and why, in the person's own words; recorded
     * @param result receives the result once, on the execution thread; on the caller's if the queue is full
     */
    public void resolve(OrderKey key, OrderEvent.Resolved resolution, Consumer<Result> result) {
        boolean queued = queue.offer(() -> result.accept(resolve(key, resolution)));
        if (!queued) {
            result.accept(Result.FAILED);
        }
    }

    private Result resolve(OrderKey key, OrderEvent.Resolved resolution) {
        try {
            return engine.resolve(key, resolution) ? Result.RECORDED : Result.NOT_UNKNOWN;
        } catch (JournalException notRecorded) {
            return Result.FAILED;
        }
    }
}
