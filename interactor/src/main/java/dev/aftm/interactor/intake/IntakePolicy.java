package dev.aftm.interactor.intake;

import java.time.Duration;

/**
 * The gateway's bounds in time and its one switch.
 *
 * @param implicitDeadline how long an order without an expiry may wait to be sent, and how long any caller waits for an
 *     answer at most
 * @param exchangeCallTimeout how long a caller waits for the exchange before it is told that the state is unknown
 * @param legacyWindow how long copies of orders without an id are looked out for
 * @param requireRequestId whether orders without a request id are refused
 * @param positionsMaxAge how old positions may be that are shown
 */
public record IntakePolicy(
        Duration implicitDeadline,
        Duration exchangeCallTimeout,
        Duration legacyWindow,
        boolean requireRequestId,
        Duration positionsMaxAge) {

    /** Part of the clients' time-out after which the gateway has to have answered. */
    private static final int ANSWERED_BY_PERCENT = 80;

    /** The bounds that follow from the clients' time-out. */
    public static IntakePolicy of(
            Duration requestTimeout,
            Duration exchangeCallTimeout,
            Duration legacyWindow,
            boolean requireRequestId,
            Duration positionsMaxAge) {
        Duration deadline = requestTimeout.multipliedBy(ANSWERED_BY_PERCENT).dividedBy(100);
        return new IntakePolicy(deadline, exchangeCallTimeout, legacyWindow, requireRequestId, positionsMaxAge);
    }
}
