package dev.aftm.interactor.port.publication;

/** Sends ticks to whoever listens. Used by one thread; never blocks. */
public interface TickPublisher {

    /**
     * Publishes a tick, at the latest with the next {@link #flush}; publishing the same again is allowed, listeners know it by its
     * sequence.
     */
    void publish(SequencedTick tick);

    /** Sends what has been published and not been sent yet, in one message where several may share one. */
    default void flush() {}
}
