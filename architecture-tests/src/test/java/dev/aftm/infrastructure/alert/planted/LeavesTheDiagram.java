package dev.aftm.infrastructure.alert.planted;

import dev.aftm.interactor.port.clock.Clock;

/** Planted: an arrow that the diagram does not have. */
public final class LeavesTheDiagram {

    final Clock clock;

    LeavesTheDiagram(Clock clock) {
        this.clock = clock;
    }
}
