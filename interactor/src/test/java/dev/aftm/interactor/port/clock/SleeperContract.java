package dev.aftm.interactor.port.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How every pause is ended. */
public interface SleeperContract {

    Sleeper sleeper();

    @Test
    @Timeout(60)
    default void it_ends_by_itself_and_the_caller_may_go_on() {
        assertThat(sleeper().pause(Duration.ofMillis(1))).isTrue();
        assertThat(sleeper().pause(Duration.ZERO)).isTrue();
    }

    @Test
    @Timeout(60)
    default void a_thread_that_is_asked_to_stop_pauses_no_longer_and_still_knows_it() {
        Thread.currentThread().interrupt();
        boolean mayGoOn = sleeper().pause(Duration.ofHours(1));
        // Asked in this order so that the test's thread is as it was, whatever comes of it.
        boolean isStillKnown = Thread.interrupted();
        assertThat(mayGoOn).isFalse();
        assertThat(isStillKnown).isTrue();
    }
}
