package dev.aftm.interactor.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How the exchange is watched.
 *
 * @param account which account is traded for
 * @param instrument whose trades the exchange is to report, unless a tape is played into it
 * @param positionsRefresh how often positions are asked for where nothing happens
 * @param background runs what takes its time and does not touch the exchange
 */
public record SynchronizerOptions(
        PersistedSelection account, PersistedSelection instrument, Duration positionsRefresh, Executor background) {

    /** For a tape, and everything on the caller's thread. */
    public static SynchronizerOptions forTape() {
        PersistedSelection account = new PersistedSelection("account", "ORDER_ACCOUNT", null, null, Set.of());
        PersistedSelection instrument = new PersistedSelection("instrument", "REGISTERED_ITEM", null, null, Set.of());
        return new SynchronizerOptions(account, instrument, Duration.ofMillis(500), Runnable::run);
    }
}
