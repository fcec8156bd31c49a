package dev.aftm.infrastructure.journal.planted;

import dev.aftm.infrastructure.runtime.ThreadSleeper;

/** Planted: one adapter knows another. */
public final class KnowsAnotherAdapter {

    public ThreadSleeper sleeper = new ThreadSleeper();
}
