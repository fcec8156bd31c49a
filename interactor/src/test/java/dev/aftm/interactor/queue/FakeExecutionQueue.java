package dev.aftm.interactor.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A way to the owner of the exchange on which orders wait until the test takes them. Used by one thread. */
public final class FakeExecutionQueue implements ExecutionQueue {

    private final List<QueuedRequest> orders = new ArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final boolean isHeld;
    private int capacity = 10;

    private FakeExecutionQueue(boolean isHeld) {
        this.isHeld = isHeld;
    }

    /** One on which whatever must not wait behind orders is done at once. */
    public static FakeExecutionQueue direct() {
        return new FakeExecutionQueue(false);
    }

    /** One on which that waits as well, until the test lets it through. */
    public static FakeExecutionQueue held() {
        return new FakeExecutionQueue(true);
    }

    /** From now on nothing more is taken. */
    public void fill() {
        capacity(0);
    }

    /** From now on so many orders may wait. */
    public void capacity(int most) {
        capacity = most;
    }

    /** Takes the orders that wait. */
    public List<QueuedRequest> drain() {
        return drain(orders.size());
    }

    /** Takes some of the orders that wait, the oldest first. */
    public List<QueuedRequest> drain(int most) {
        List<QueuedRequest> oldest = orders.subList(0, Math.min(most, orders.size()));
        List<QueuedRequest> drained = List.copyOf(oldest);
        oldest.clear();
        return drained;
    }

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
