package dev.aftm.interactor.port.clock;

import java.time.Duration;

/** Pauses the calling thread, e.g. before a retry. */
public interface Sleeper {

    /**
     * Waits for a duration. Returns early if the thread is asked to stop.
     *
     * @return false if the thread is asked to stop and the caller should give up
     */
    boolean pause(Duration duration);
}
