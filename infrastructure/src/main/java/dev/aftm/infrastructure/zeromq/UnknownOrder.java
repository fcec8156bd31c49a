package dev.aftm.infrastructure.zeromq;

import java.time.Instant;

/**
 * An order of which nobody knows whether it reached the exchange.
 *
 * @param requestId its id; one of the journal's own where it came without
 * @param tag our mark, which the exchange's note carries
 * @param itemCode what was to be traded
 * @param side buy or sell
 * @param quantity contracts
 * @param intendedAt when it was about to be sent
 * @param reason why nobody knows
 */
public record UnknownOrder(
        String requestId, String tag, String itemCode, String side, int quantity, Instant intendedAt, String reason) {}
