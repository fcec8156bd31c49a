package dev.aftm.interactor.port.exchange;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * The limit for a client's note in the exchange's note field.
 *
 * @param maxBytes the most encoded bytes beside the gateway's tag, or of a note that is not sent but recorded; 0 or more
 * @param charset the exchange's encoding
 */
public record NoteLimit(int maxBytes, Charset charset) {

    /** Whether the note can be sent unchanged. */
    public boolean fits(String note) {
        CharsetEncoder encoder = charset.newEncoder();
        return encoder.canEncode(note) && note.getBytes(charset).length <= maxBytes;
    }
}
