package dev.aftm.interactor.planted;

import dev.aftm.infrastructure.runtime.SystemClock;

/** Planted: a use case knows an adapter. */
public final class KnowsAnAdapter {

    public SystemClock clock = new SystemClock();
}
