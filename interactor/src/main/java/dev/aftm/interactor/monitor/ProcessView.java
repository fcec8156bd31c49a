package dev.aftm.interactor.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process of the system, as somebody who watches sees it.
 *
 * @param name for people
 * @param isUp whether it does its work
 * @param state in a word
 * @param since when it came into this state; null where that is not known
 * @param restarts how often it was started again; null where that is not known
 * @param detail more about it, or empty
 */
public record ProcessView(
        String name,
        boolean isUp,
        String state,
        @Nullable Instant since,
        @Nullable Integer restarts,
        String detail) {}
