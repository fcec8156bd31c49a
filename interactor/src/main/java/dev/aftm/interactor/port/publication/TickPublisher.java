package dev.aftm.interactor.port.publication;

/** Publishes ticks to subscribers. Used by one thread; never blocks. */
public interface TickPublisher {

    /**
     * Publishes a tick, at the latest with the next {@link #flush}. The same tick may be published again; subscribers
     * recognise it by its sequence.
     */
    void publish(SequencedTick tick);

    /** Sends all ticks that are published and not sent yet, if possible in one message. */
    default void flush() {}
}
