package dev.aftm.interactor.intake;

import java.time.Duration;

/**
 * Time-outs of requests, and whether a request id is required.
 *
 * @param implicitDeadline the longest time that an order without an expiry may wait to be sent, and that a caller waits for
 *     an answer
 * @param exchangeCallTimeout how long a caller waits for the exchange before the state is reported as unknown
 * @param legacyWindow how long copies of orders without an id are detected
 * @param requireRequestId whether orders without a request id are rejected
 * @param positionsMaxAge the greatest age of positions that are returned
 */
public record IntakePolicy(
        Duration implicitDeadline,
        Duration exchangeCallTimeout,
        Duration legacyWindow,
        boolean requireRequestId,
        Duration positionsMaxAge) {

    /** The part of the clients' time-out within which the gateway answers. */
    private static final int ANSWERED_BY_PERCENT = 80;

    /** Derives the implicit deadline from the clients' time-out. */
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
