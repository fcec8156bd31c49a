package dev.aftm.infrastructure.journal.audit;

import java.time.Instant;

/**
 * One event of the journal, for people and other programs to read.
 *
 * @param seq 1, 2, 3, … without a gap
 * @param at when
 * @param kind what happened, e.g. {@code intended} or {@code accepted}
 * @param account of the order that it is about, or empty
 * @param requestId of that order, or empty
 * @param tag of that order, or empty
 * @param detail the rest, by kind
 * @param hash of this event and, through its predecessor's, of all before
 */
public record AuditEvent(
        long seq, Instant at, String kind, String account, String requestId, String tag, String detail, String hash) {}
