package dev.aftm.infrastructure.journal.audit;

import java.time.Instant;

/**
 * An event in the journal, as the commands show it.
 *
 * @param seq its number
 * @param at when it was recorded
 * @param kind what happened, in one word
 * @param account the order's account; empty if the event is about no order
 * @param requestId the order's request id, or empty
 * @param tag the order's tag, or empty
 * @param detail further values, a JSON object
 */
public record AuditEvent(
        long seq, Instant at, String kind, String account, String requestId, String tag, String detail) {}
