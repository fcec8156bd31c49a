package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.SessionInfo.Choice;
import org.jspecify.annotations.Nullable;

/**
 * What the system trades for and what it follows.
 *
 * @param account null where none is selected
 * @param instrument null where none is registered
 */
record Choices(@Nullable Choice account, @Nullable Choice instrument) {

    static final Choices NONE = new Choices(null, null);
}
