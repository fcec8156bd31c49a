package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Instrument;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The session with the exchange. Used by the thread that owns the exchange's library. */
public interface ExchangeSession {

    /** How the session is. */
    enum State {
        /** There is none, or none any more. */
        LOGGED_OUT,
        /** The login is on its way. */
        LOGGING_IN,
        /** Orders can be sent. */
        LOGGED_IN,
        /** Logged in, but the line is down. */
        DISCONNECTED
    }

    /**
     * Begins to log in. The state is {@link State#LOGGING_IN} until the exchange has answered, which may be at once; where
     * it refuses, the state is {@link State#LOGGED_OUT} and {@link #loginRefusal} says why.
     */
    void login();

    /**
     * Ends the session, where there is one; orders that rest stay. The state is {@link State#LOGGED_OUT} once the exchange
     * has heard of it, which may be at once.
     *
     * @throws RuntimeException the exchange cannot be told
     */
    void logout();

    /** Why the last login was refused, in the exchange's own words; empty where it was not. */
    Optional<String> loginRefusal();

    /** How the session is now. */
    State state();

    /** The trading day of the exchange's own clock. */
    LocalDate tradingDay();

    /** The accounts that the session trades for; empty where the exchange accepts any. */
    Set<String> accounts();

    /** What can be traded. Known once logged in. */
    Collection<Instrument> instruments();
}
