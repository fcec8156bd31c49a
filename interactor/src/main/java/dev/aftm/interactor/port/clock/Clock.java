package dev.aftm.interactor.port.clock;

import java.time.Instant;

/** The time, so that tests can have their own. Safe for all threads. */
public interface Clock {

    /** The wall clock. */
    Instant now();

    /** A clock that never goes back, in nanoseconds from an arbitrary origin; for measuring and for deadlines. */
    long nanoTime();
}
