package dev.aftm.infrastructure.monitor;

import java.time.Instant;
import java.util.Locale;

/**
 * An alert: a problem that a person has to handle.
 *
 * @param kind the kind of problem
 * @param since when it was detected
 * @param sentence the problem, as one sentence
 */
public record Alert(Kind kind, Instant since, String sentence) {

    /** The kinds of alerts; {@code docs/operating.md} says what to do about each. */
    public enum Kind {
        /** The gateway has not answered for more than 10 seconds. */
        GATEWAY_DOWN,
        /** More than 5 % of the orders of the last minute took longer than 100 ms. */
        SLOW_ORDERS,
        /** More than 5 % of an operation's requests within 5 minutes failed. */
        ERROR_RATE,
        /** More than 1 % of the orders within 5 minutes failed. */
        FAILED_ORDERS,
        /** The exchange's positions differ from those computed from our fills. */
        POSITION_MISMATCH,
        /** An order is in an unknown state. */
        UNKNOWN_ORDER,
        /** The market is open, but no ticks arrive. */
        TICK_SILENCE;

        /** The name of this kind in logs, metrics and commands. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The start or end of an alert.
     *
     * @param alert the alert
     * @param isFiring whether the alert has started, not ended
     */
    public record Change(Alert alert, boolean isFiring) {}
}
