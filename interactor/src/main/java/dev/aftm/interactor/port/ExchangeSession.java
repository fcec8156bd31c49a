package dev.aftm.interactor.port;

import java.time.LocalDate;
import java.util.Set;

/** The session with the exchange. Used by the thread that owns the exchange's library. */
public interface ExchangeSession {

    /** How the session is. */
    enum State {
        LOGGED_OUT,
        LOGGED_IN,
        /** Logged in, but the line is down. */
        DISCONNECTED
    }

    /**
     * Logs in.
     *
     * @throws LoginRefusedException the exchange refused; the message is its own text
     */
    void login();

    State state();

    /** The trading day of the exchange's own clock. */
    LocalDate tradingDay();

    /** The accounts that the session trades for; empty where the exchange accepts any. */
    Set<String> accounts();

    /** The exchange did not let us in. */
    final class LoginRefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public LoginRefusedException(String message) {
            super(message);
        }
    }
}
