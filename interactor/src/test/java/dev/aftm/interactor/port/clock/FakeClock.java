package dev.aftm.interactor.port.clock;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test advances it. */
public final class FakeClock implements Clock {

    private Instant now = Instant.parse("2021-07-26T01:00:00Z");
    private long nanos = Duration.ofDays(11).toNanos();

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    /** Advances the wall clock alone, as a suspended machine does. */
    public void suspend(Duration duration) {
        now = now.plus(duration);
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }
}
