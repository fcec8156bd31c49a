package dev.aftm.interactor.port;

import java.time.Duration;

/** A way to wait before trying again. */
public interface Pause {

    /**
     * Waits; returns early where the thread is asked to stop.
     *
     * @return false where the thread is asked to stop, and the caller should give up
     */
    boolean pause(Duration duration);
}
