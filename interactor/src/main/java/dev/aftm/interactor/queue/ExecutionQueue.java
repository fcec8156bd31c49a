package dev.aftm.interactor.queue;

/** The bounded ways from the gateway's loop to the thread that owns the exchange. */
public interface ExecutionQueue {

    /** Hands an order over without waiting, before all others where it is urgent; false where too many wait. */
    boolean offer(QueuedRequest order);

    /** Hands over something that must not wait behind orders; false where too many wait. */
    boolean offer(Runnable urgent);

    /** Orders that wait. */
    int depth();
}
