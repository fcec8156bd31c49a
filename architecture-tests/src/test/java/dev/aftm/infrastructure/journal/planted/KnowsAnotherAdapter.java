package dev.aftm.infrastructure.journal.planted;

import dev.aftm.infrastructure.runtime.ThreadPause;

/** Planted: one adapter knows another. */
public final class KnowsAnotherAdapter {

    public ThreadPause pause = new ThreadPause();
}
