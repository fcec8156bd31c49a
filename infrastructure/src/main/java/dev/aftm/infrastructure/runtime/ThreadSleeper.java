package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.port.clock.Sleeper;
import java.time.Duration;

/** Pauses the calling thread. An interrupt ends the pause, and the thread's interrupt flag stays set. */
public final class ThreadSleeper implements Sleeper {

    @Override
    public boolean pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
