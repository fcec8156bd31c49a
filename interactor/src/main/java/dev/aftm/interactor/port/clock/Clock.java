package dev.aftm.interactor.port.clock;

import java.time.Instant;

/** The clock of the use cases; tests replace it. Safe for all threads. */
public interface Clock {

    /** The wall clock's time. */
    Instant now();

    /** The monotonic clock's time, in nanoseconds from an arbitrary origin; for durations and deadlines. */
    long nanoTime();
}
