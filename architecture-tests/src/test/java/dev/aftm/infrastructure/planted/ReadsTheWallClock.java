package dev.aftm.infrastructure.planted;

/** Planted: a time that no test can set. */
public final class ReadsTheWallClock {

    long now() {
        return System.currentTimeMillis();
    }
}
