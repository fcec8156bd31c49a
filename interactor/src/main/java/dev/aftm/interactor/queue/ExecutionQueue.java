package dev.aftm.interactor.queue;

/** The bounded queues from the gateway loop to the execution thread. */
public interface ExecutionQueue {

    /** Hands over a request without waiting; an urgent one goes before all others. False if the queue is full. */
    boolean offer(QueuedRequest order);

    /** Hands over a task that must not wait behind orders. False if the queue is full. */
    boolean offer(Runnable urgent);

    /** The number of waiting requests. */
    int depth();
}
