package dev.aftm.interactor.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** An execution queue whose requests wait until the test takes them. Used by one thread. */
public final class FakeExecutionQueue implements ExecutionQueue {

    private final List<QueuedRequest> orders = new ArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final boolean isHeld;
    private int capacity = 10;

    private FakeExecutionQueue(boolean isHeld) {
        this.isHeld = isHeld;
    }

    /** Creates a queue that runs urgent tasks at once. */
    public static FakeExecutionQueue direct() {
        return new FakeExecutionQueue(false);
    }

    /** Creates a queue that holds urgent tasks until {@link #letThrough}. */
    public static FakeExecutionQueue held() {
        return new FakeExecutionQueue(true);
    }

    /** Makes the queue reject everything from now on. */
    public void fill() {
        capacity(0);
    }

    /** Sets how many requests may wait. */
    public void capacity(int most) {
        capacity = most;
    }

    /** Removes and returns the waiting requests. */
    public List<QueuedRequest> drain() {
        return drain(orders.size());
    }

    /** Removes and returns at most {@code most} waiting requests, the oldest first. */
    public List<QueuedRequest> drain(int most) {
        List<QueuedRequest> oldest = orders.subList(0, Math.min(most, orders.size()));
        List<QueuedRequest> drained = List.copyOf(oldest);
        oldest.clear();
        return drained;
    }

    /** Runs the urgent tasks that wait. */
    public void letThrough() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    @Override
    public boolean offer(QueuedRequest order) {
        return orders.size() < capacity && orders.add(order);
    }

    @Override
    public boolean offer(Runnable urgent) {
        if (capacity > 0) {
            held.add(urgent);
            if (!isHeld) {
                letThrough();
            }
        }
        return capacity > 0;
    }

    @Override
    public int depth() {
        return orders.size();
    }
}
