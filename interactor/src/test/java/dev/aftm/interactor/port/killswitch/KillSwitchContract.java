package dev.aftm.interactor.port.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What whoever calls the exchange may rely on. */
public interface KillSwitchContract {

    /** The switch under test, not engaged; the same throughout one test. */
    KillSwitch killSwitch();

    void engage();

    void release();

    @Test
    default void it_is_engaged_until_it_is_released() {
        assertThat(killSwitch().isEngaged()).isFalse();
        engage();
        assertThat(killSwitch().isEngaged()).isTrue();
        engage();
        assertThat(killSwitch().isEngaged()).isTrue();
        release();
        assertThat(killSwitch().isEngaged()).isFalse();
    }

    @Test
    @Timeout(60)
    default void every_thread_sees_it_the_moment_that_it_is_engaged() {
        engage();
        assertThat(CompletableFuture.supplyAsync(() -> killSwitch().isEngaged())
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .isTrue();
    }
}
