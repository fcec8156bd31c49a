package dev.aftm.infrastructure.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process of the system, as shown to people.
 *
 * @param name the name for people
 * @param isUp whether it is working
 * @param state its state, in one word
 * @param since when it entered this state; null if that is not known
 * @param restarts how often it was restarted; null if that is not known
 * @param detail more about the state, or empty
 */
public record ProcessView(
        String name,
        boolean isUp,
        String state,
        @Nullable Instant since,
        @Nullable Integer restarts,
        String detail) {}
