package dev.aftm.interactor.port.exchange;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * What the exchange's note can hold of a client's own remark.
 *
 * @param maxBytes encoded length that is left besides our tag, 0 or more
 * @param charset how the exchange encodes it
 */
public record NoteLimit(int maxBytes, Charset charset) {

    /** Whether the note can be carried unchanged. */
    public boolean fits(String note) {
        CharsetEncoder encoder = charset.newEncoder();
        return encoder.canEncode(note) && note.getBytes(charset).length <= maxBytes;
    }
}
