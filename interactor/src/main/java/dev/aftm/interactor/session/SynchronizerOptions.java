package dev.aftm.interactor.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Options of the exchange synchronizer.
 *
 * @param account the account that signals trade for
 * @param instrument the instrument whose trades the exchange reports; not used with a replay
 * @param positionsRefresh how often positions are queried while no order is executed
 * @param background runs slow tasks that do not call the exchange
 */
public record SynchronizerOptions(
        PersistedSelection account, PersistedSelection instrument, Duration positionsRefresh, Executor background) {

    /** Options for a backtest: nothing is selected, and everything runs on the caller's thread. */
    public static SynchronizerOptions forTape() {
        PersistedSelection account =
                new PersistedSelection(PersistedSelection.Kind.ACCOUNT, "ORDER_ACCOUNT", null, null, Set.of());
        PersistedSelection instrument =
                new PersistedSelection(PersistedSelection.Kind.INSTRUMENT, "REGISTERED_ITEM", null, null, Set.of());
        return new SynchronizerOptions(account, instrument, Duration.ofMillis(500), Runnable::run);
    }
}
