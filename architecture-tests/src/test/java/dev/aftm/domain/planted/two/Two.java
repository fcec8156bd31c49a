package dev.aftm.domain.planted.two;

import dev.aftm.domain.planted.one.One;

/** Planted: the other half of the circle. */
public final class Two {

    public Class<One> one = One.class;
}
