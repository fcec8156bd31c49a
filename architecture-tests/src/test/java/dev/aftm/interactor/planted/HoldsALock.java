package dev.aftm.interactor.planted;

/** Planted: makes a thread wait for another. */
public final class HoldsALock {

    private long count;

    public void add() {
        synchronized (this) {
            count++;
            notifyAll();
        }
    }

    public long count() {
        return count;
    }
}
