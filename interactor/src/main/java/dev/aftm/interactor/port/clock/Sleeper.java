package dev.aftm.interactor.port.clock;

import java.time.Duration;

/** A way to wait before trying again. */
public interface Sleeper {

    /**
     * Waits; returns early where the thread is asked to stop.
     *
     * @return false where the thread is asked to stop, and the caller should give up
     */
    boolean pause(Duration duration);
}
