package dev.aftm.interactor.port.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every clock does. */
public interface ClockContract {

    /** The clock under test, the same throughout one test. */
    Clock clock();

    @Test
    default void time_that_is_measured_never_goes_back() {
        Clock clock = clock();
        long before = clock.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            long now = clock.nanoTime();
            assertThat(now - before).isNotNegative();
            before = now;
        }
    }

    @Test
    default void the_time_of_day_is_told_again_and_again() {
        Clock clock = clock();
        assertThat(clock.now()).isBeforeOrEqualTo(clock.now());
    }
}
