package dev.aftm.interactor.port.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The behaviour of every kill switch. */
public interface KillSwitchContract {

    /** The kill switch under test, not engaged at first; the same during one test. */
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
    default void every_thread_sees_an_engagement_at_once() {
        engage();
        assertThat(CompletableFuture.supplyAsync(() -> killSwitch().isEngaged())
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .isTrue();
    }
}
