package dev.aftm.interactor.usecase;

/** The bounded way from the gateway's loop to the thread that owns the exchange. */
public interface OrderQueue {

    /** Hands an order over without waiting; false where the queue is full. */
    boolean offer(PendingOrder order);

    /** Orders that wait. */
    int depth();
}
