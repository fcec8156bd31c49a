package dev.aftm.infrastructure.journal.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One row of the journal.
 *
 * @param seq 1, 2, 3, … without a gap
 * @param at when, in milliseconds since 1970
 * @param kind what happened
 * @param account of the order that it is about, or empty
 * @param requestId of that order, or empty
 * @param tag of that order, or empty
 * @param detail the rest, by kind
 */
public record Event(long seq, long at, String kind, String account, String requestId, String tag, String detail) {

    /** The hash that chains this event to the one before: altering, leaving out or moving any breaks the chain. */
    public String hashAfter(String previousHash) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                previousHash, Long.toString(seq), Long.toString(at), kind, account, requestId, tag, detail
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // Lengths keep "ab" + "c" and "a" + "bc" apart.
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
