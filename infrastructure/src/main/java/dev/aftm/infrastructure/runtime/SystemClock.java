package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.port.clock.Clock;
import java.time.Instant;

/** The system's wall clock and monotonic clock. Monotonic time starts near 0, so that adding to it cannot overflow. */
public final class SystemClock implements Clock {

    private final long origin = System.nanoTime();

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() - origin;
    }
}
