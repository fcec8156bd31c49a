package dev.aftm.interactor.monitor;

import java.time.Instant;
import java.util.Locale;

/**
 * Something is wrong that a person has to look at.
 *
 * @param kind what
 * @param since when that was noticed
 * @param sentence what it is, in words
 */
public record Alert(Kind kind, Instant since, String sentence) {

    /** Everything that an alert can be about; {@code docs/operating.md} says what to do about each. */
    public enum Kind {
        /** The gateway has not answered for more than 10 seconds. */
        GATEWAY_DOWN,
        /** More than 5 % of the orders of the last minute took longer than 100 ms. */
        SLOW_ORDERS,
        /** Of an operation's requests more than 5 % have failed within 5 minutes. */
        ERROR_RATE,
        /** Of the orders of the last 5 minutes more than 1 % have failed. */
        FAILED_ORDERS,
        /** Positions do not follow from our fills. */
        POSITION_MISMATCH,
        /** Nobody knows whether an order is in the market. */
        UNKNOWN_ORDER,
        /** The market is open, and no tick has come. */
        TICK_SILENCE;

        /** Its name in logs, metrics and for commands. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An alert has begun or ended.
     *
     * @param alert which
     * @param isFiring whether it has begun
     */
    public record Change(Alert alert, boolean isFiring) {}
}
