package dev.aftm.infrastructure.dll;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads and writes texts in the library's encoding, in fields of fixed length. */
final class NativeText {

    private final Charset charset;

    NativeText(Charset charset) {
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }

    /**
     * Writes a text with a terminating NUL.
     *
     * @throws IllegalArgumentException it is too long, or has characters that the encoding lacks
     */
    void write(Pointer structure, int offset, int capacity, String text) {
        byte[] encoded = encode(text);
        if (encoded.length >= capacity) {
            throw new IllegalArgumentException("A text is too long for the exchange library: it has " + encoded.length
                    + " bytes, but at most " + (capacity - 1) + " are allowed.");
        }
        structure.write(offset, encoded, 0, encoded.length);
        structure.setByte(offset + (long) encoded.length, (byte) 0);
    }

    private byte[] encode(String text) {
        try {
            ByteBuffer bytes = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] result = new byte[bytes.remaining()];
            bytes.get(result);
            return result;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A text has characters that the encoding " + charset + " lacks.", e);
        }
    }

    /** Reads a text up to its NUL, or to the end of the field. */
    String read(ByteBuffer bytes, int offset, int capacity) {
        int length = 0;
        while (length < capacity && bytes.get(offset + length) != 0) {
            length++;
        }
        byte[] text = new byte[length];
        bytes.get(offset, text);
        return new String(text, charset);
    }

    /** A code or a serial, which are ASCII, as a NUL-terminated argument. */
    static byte[] argument(String code) {
        byte[] encoded = code.getBytes(StandardCharsets.UTF_8);
        byte[] terminated = new byte[encoded.length + 1];
        System.arraycopy(encoded, 0, terminated, 0, encoded.length);
        return terminated;
    }
}
