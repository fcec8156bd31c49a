package dev.aftm.interactor.port.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The behaviour of every clock. */
public interface ClockContract {

    /** The clock under test; the same during one test. */
    Clock clock();

    @Test
    default void the_monotonic_time_never_goes_back() {
        Clock clock = clock();
        long before = clock.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            long now = clock.nanoTime();
            assertThat(now - before).isNotNegative();
            before = now;
        }
    }

    @Test
    default void the_wall_clock_advances() {
        Clock clock = clock();
        assertThat(clock.now()).isBeforeOrEqualTo(clock.now());
    }
}
