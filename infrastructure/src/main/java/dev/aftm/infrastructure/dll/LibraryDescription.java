package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.aftm.interactor.port.exchange.NoteLimit;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;

/** A library's description of itself: name, version, capabilities, text encoding and limit of notes. */
final class LibraryDescription {

    /** Room for the longest tag of a journal and the blank after it. */
    private static final int TAG_BYTES = 24;

    private final String name;
    private final int capabilities;
    private final int noteBytes;
    private final NativeText text;

    private LibraryDescription(String name, int capabilities, int noteBytes, NativeText text) {
        this.name = name;
        this.capabilities = capabilities;
        this.noteBytes = noteBytes;
        this.text = text;
    }

    /**
     * Reads the description of an open session.
     *
     * @throws LibraryException the description is missing or invalid
     */
    static LibraryDescription read(Pointer session, Path library) {
        try (Memory out = new Memory(Layouts.Description.LAYOUT.size())) {
            out.clear();
            int result = ExchangeLibrary.exchange_describe(session, out);
            if (result != ExchangeLibrary.OK) {
                throw new LibraryException(
                        "The exchange library " + library + " returned no description (code " + result + ").");
            }
            ByteBuffer bytes = out.getByteBuffer(0, out.size());
            NativeText ascii = new NativeText(StandardCharsets.US_ASCII);
            int noteBytes = bytes.getInt(Layouts.Description.NOTE_LIMIT);
            if (noteBytes <= TAG_BYTES || noteBytes >= Layouts.NOTE_BYTES) {
                throw new LibraryException("The exchange library " + library + " supports notes of " + noteBytes
                        + " bytes; it must support from " + (TAG_BYTES + 1) + " to " + (Layouts.NOTE_BYTES - 1) + ".");
            }
            String encoding = ascii.read(bytes, Layouts.Description.ENCODING, Layouts.CODE_BYTES);
            return new LibraryDescription(
                    ascii.read(bytes, Layouts.Description.NAME, Layouts.NAME_BYTES) + " "
                            + ascii.read(bytes, Layouts.Description.VERSION, Layouts.CODE_BYTES),
                    bytes.getInt(Layouts.Description.CAPABILITIES),
                    noteBytes,
                    new NativeText(charset(encoding, library)));
        }
    }

    private static Charset charset(String encoding, Path library) {
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new LibraryException("The exchange library " + library + " uses the text encoding \"" + encoding
                    + "\", which this Java does not support.");
        }
    }

    boolean can(int capability) {
        return (capabilities & capability) != 0;
    }

    NativeText text() {
        return text;
    }

    NoteLimit noteLimit() {
        return new NoteLimit(noteBytes - TAG_BYTES, text.charset());
    }

    @Override
    public String toString() {
        return name + " (" + (can(ExchangeLibrary.CAN_BE_FED) ? "simulated" : "real") + ", texts in " + text.charset()
                + ", notes of " + noteBytes + " bytes)";
    }
}
