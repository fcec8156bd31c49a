package dev.aftm.infrastructure.journal.audit;

import java.time.Instant;

/**
 * One event of the journal, for people and other programs.
 *
 * @param seq 1, 2, 3, … without a gap
 * @param at when it was recorded
 * @param kind what happened, e.g. {@code intended} or {@code accepted}
 * @param account the order's account; empty if the event is about no order
 * @param requestId the order's request id, or empty
 * @param tag the order's tag, or empty
 * @param detail further data; its format depends on the kind
 * @param hash covers this event and, through the previous event's hash, all events before it
 */
public record AuditEvent(
        long seq, Instant at, String kind, String account, String requestId, String tag, String detail, String hash) {}
