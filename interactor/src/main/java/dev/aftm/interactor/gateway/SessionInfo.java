package dev.aftm.interactor.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session with the exchange, as reported to other processes. It contains no secret.
 *
 * @param loggedIn whether orders can be sent
 * @param state the session's state, e.g. {@code LOGGED_IN}
 * @param refusal why the last login was rejected, in the exchange's own words; empty if it was not
 * @param simulated whether the exchange is simulated, so that no order reaches a real market
 * @param accounts the accounts of the session; empty if the exchange accepts any account
 * @param account the account that signals trade for; null if none is selected
 * @param instrument the registered instrument; null if none is registered
 * @param tradingDay the exchange's trading day; null before the first session
 */
public record SessionInfo(
        boolean loggedIn,
        String state,
        String refusal,
        boolean simulated,
        Set<String> accounts,
        @Nullable Choice account,
        @Nullable Choice instrument,
        @Nullable LocalDate tradingDay) {

    public SessionInfo {
        accounts = Set.copyOf(accounts);
    }

    /**
     * A selected account or instrument.
     *
     * @param code the account, or the trading code
     * @param since when it was selected
     */
    public record Choice(String code, Instant since) {}
}
