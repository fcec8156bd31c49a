package dev.aftm.interactor.backtest;

import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.queue.QueuedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** An execution queue that the same thread fills and empties. Unbounded, because each request is executed at once. */
public final class InlineExecutionQueue implements ExecutionQueue {

    private final ArrayDeque<QueuedRequest> orders = new ArrayDeque<>();

    @Override
    public boolean offer(QueuedRequest order) {
        return orders.add(order);
    }

    @Override
    public boolean offer(Runnable urgent) {
        urgent.run();
        return true;
    }

    @Override
    public int depth() {
        return orders.size();
    }

    /** Removes and returns all requests, in the order of their arrival. */
    List<QueuedRequest> drain() {
        List<QueuedRequest> drained = new ArrayList<>(orders);
        orders.clear();
        return drained;
    }
}
