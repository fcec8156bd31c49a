package dev.aftm.interactor.planted;

import java.time.Instant;

/** Planted: a use case that looks at the clock on the wall. */
public final class LooksAtTheClock {

    public Instant when() {
        return Instant.now();
    }
}
