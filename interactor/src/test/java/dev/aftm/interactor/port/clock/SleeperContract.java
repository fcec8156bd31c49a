package dev.aftm.interactor.port.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The behaviour of every sleeper. */
public interface SleeperContract {

    Sleeper sleeper();

    @Test
    @Timeout(60)
    default void a_pause_ends_and_returns_true() {
        assertThat(sleeper().pause(Duration.ofMillis(1))).isTrue();
        assertThat(sleeper().pause(Duration.ZERO)).isTrue();
    }

    @Test
    @Timeout(60)
    default void an_interrupted_pause_returns_false_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        boolean mayGoOn = sleeper().pause(Duration.ofHours(1));
        // Clears the interrupt before asserting, so that the test's thread is not left interrupted.
        boolean isStillKnown = Thread.interrupted();
        assertThat(mayGoOn).isFalse();
        assertThat(isStillKnown).isTrue();
    }
}
