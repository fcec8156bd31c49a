package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Instrument;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The session with the exchange. Used by the execution thread. */
public interface ExchangeSession {

    /** The state of the session. */
    enum State {
        /** There is no session. */
        LOGGED_OUT,
        /** The login was sent and has not been answered yet. */
        LOGGING_IN,
        /** Orders can be sent. */
        LOGGED_IN,
        /** Logged in, but the connection is down. */
        DISCONNECTED
    }

    /**
     * Starts the login. The state is {@link State#LOGGING_IN} until the exchange has answered, which may be at once. If the
     * exchange rejects the login, the state is {@link State#LOGGED_OUT} and {@link #loginRefusal} says why.
     */
    void login();

    /**
     * Ends the session, if there is one; resting orders stay in the market. The state is {@link State#LOGGED_OUT} once the
     * exchange has confirmed it, which may be at once.
     *
     * @throws RuntimeException the request could not be sent
     */
    void logout();

    /** Why the last login was rejected, in the exchange's own words; empty if it was not. */
    Optional<String> loginRefusal();

    /** The current state. */
    State state();

    /** The trading day by the exchange's clock. */
    LocalDate tradingDay();

    /** The accounts of the session; empty if the exchange accepts any account. */
    Set<String> accounts();

    /** The instruments that can be traded. Known once logged in. */
    Collection<Instrument> instruments();
}
