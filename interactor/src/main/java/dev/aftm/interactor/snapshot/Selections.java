package dev.aftm.interactor.snapshot;

import dev.aftm.interactor.gateway.SessionInfo.Choice;
import org.jspecify.annotations.Nullable;

/**
 * What the system trades for and what it follows.
 *
 * @param account null where none is selected
 * @param instrument null where none is registered
 */
public record Selections(@Nullable Choice account, @Nullable Choice instrument) {

    public static final Selections NONE = new Selections(null, null);
}
