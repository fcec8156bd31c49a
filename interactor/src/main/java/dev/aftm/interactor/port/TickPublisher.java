package dev.aftm.interactor.port;

/** Sends ticks to whoever listens. Used by one thread; never blocks. */
public interface TickPublisher {

    /** Publishes a tick; publishing the same again is allowed, listeners know it by its sequence. */
    void publish(NumberedTick tick);
}
