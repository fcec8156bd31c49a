package dev.aftm.infrastructure.journal.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One event: a row of the journal.
 *
 * @param seq 1, 2, 3, … without a gap
 * @param at time in milliseconds since 1970
 * @param kind what happened
 * @param account the order's account; empty if the event is about no order
 * @param requestId the order's request id, or empty
 * @param tag the order's tag, or empty
 * @param detail further data; its format depends on the kind
 */
public record Event(long seq, long at, String kind, String account, String requestId, String tag, String detail) {

    /** The hash that chains this event to the previous one: altering, removing or moving an event breaks the chain. */
    public String hashAfter(String previousHash) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                previousHash, Long.toString(seq), Long.toString(at), kind, account, requestId, tag, detail
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // The length distinguishes "ab" + "c" from "a" + "bc".
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
