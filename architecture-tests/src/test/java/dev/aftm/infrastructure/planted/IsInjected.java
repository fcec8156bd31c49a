package dev.aftm.infrastructure.planted;

import javax.inject.Inject;

/** Planted: an adapter that knows the container. */
public final class IsInjected {

    @Inject
    public IsInjected() {}
}
