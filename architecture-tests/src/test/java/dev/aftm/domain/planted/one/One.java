package dev.aftm.domain.planted.one;

import dev.aftm.domain.planted.two.Two;

/** Planted: half of a circle. */
public final class One {

    public Two two = new Two();
}
