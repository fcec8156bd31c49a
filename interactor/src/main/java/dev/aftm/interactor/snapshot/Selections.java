package dev.aftm.interactor.snapshot;

import dev.aftm.interactor.gateway.SessionInfo.Choice;
import org.jspecify.annotations.Nullable;

/**
 * The selected account and instrument.
 *
 * @param account the account that signals trade for; null if none is selected
 * @param instrument the instrument whose trades are subscribed; null if none is selected
 */
public record Selections(@Nullable Choice account, @Nullable Choice instrument) {

    public static final Selections NONE = new Selections(null, null);
}
