package dev.aftm.interactor.port.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FakeClockTest implements ClockContract {

    private final FakeClock clock = new FakeClock();

    @Override
    public Clock clock() {
        return clock;
    }

    @Test
    void advancing_moves_both_wall_and_monotonic_time() {
        Instant now = clock.now();
        long nanos = clock.nanoTime();
        clock.advance(Duration.ofSeconds(3));
        assertThat(Duration.between(now, clock.now())).isEqualTo(Duration.ofSeconds(3));
        assertThat(clock.nanoTime() - nanos).isEqualTo(Duration.ofSeconds(3).toNanos());
    }
}
