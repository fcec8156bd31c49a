package dev.aftm.interactor.usecase;

import java.util.ArrayDeque;
import java.util.Queue;

/** A way to the owner of the exchange on which everything waits until the test lets it through; no orders go there. */
final class HeldQueue implements OrderQueue {

    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean isFull;

    void fill() {
        isFull = true;
    }

    void letThrough() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    @Override
    public boolean offer(PendingOrder order) {
        return false;
    }

    @Override
    public boolean offer(Runnable urgent) {
        return !isFull && held.add(urgent);
    }

    @Override
    public int depth() {
        return 0;
    }
}
