package dev.aftm.interactor.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session with the exchange, as far as other processes need to know it. It never holds a secret.
 *
 * @param loggedIn whether orders can be sent
 * @param state the session's state in words, e.g. {@code LOGGED_IN}
 * @param refusal why the last login was refused, in the exchange's own words; empty where it was not
 * @param simulated whether no order reaches a market
 * @param accounts those that the session trades for; empty where any is accepted
 * @param account the one that signals trade for; null where none is selected
 * @param instrument the one whose trades are followed; null where none is registered
 * @param tradingDay of the exchange; null where there was no session yet
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
     * What was chosen.
     *
     * @param code of the account or the instrument
     * @param since when it was chosen
     */
    public record Choice(String code, Instant since) {}
}
