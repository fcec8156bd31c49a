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

    /** The longest tag, and the length of a short one. */
    private static final int LONG_TAG = 21;

    private static final int SHORT_TAG = 10;

    /** The longest note of a client that is not sent, in bytes: what fits into the structure. */
    private static final int KEPT_NOTE_BYTES = Layouts.NOTE_BYTES - 1 - TAG_BYTES;

    private final String name;
    private final int capabilities;
    private final int noteBytes;
    private final NativeText text;

    LibraryDescription(String name, int capabilities, int noteBytes, NativeText text) {
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
            if (noteBytes < 0 || noteBytes >= Layouts.NOTE_BYTES) {
                throw new LibraryException("The exchange library " + library + " supports notes of " + noteBytes
                        + " bytes; it must support from 0 to " + (Layouts.NOTE_BYTES - 1) + ".");
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

    /** Where a client's note has no room beside the tag, it is kept in the journal only, in any characters. */
    NoteLimit noteLimit() {
        return hasRoomForNotes()
                ? new NoteLimit(noteBytes - TAG_BYTES, text.charset())
                : new NoteLimit(KEPT_NOTE_BYTES, StandardCharsets.UTF_8);
    }

    private boolean hasRoomForNotes() {
        return noteBytes > TAG_BYTES;
    }

    int tagLength() {
        return Math.min(noteBytes, LONG_TAG);
    }

    /** Whether orders have tags at this exchange. */
    boolean carriesTags() {
        return noteBytes >= SHORT_TAG;
    }

    /**
     * The note to send: the order's tag and, after a blank, the client's note, as far as there is room for them.
     *
     * @throws IllegalArgumentException the tag does not fit
     */
    String noteOf(String tag, String clientNote) {
        if (!carriesTags()) {
            return "";
        }
        if (tag.length() > noteBytes) {
            throw new IllegalArgumentException("The tag " + tag + " is longer than the exchange's notes.");
        }
        return hasRoomForNotes() && !clientNote.isEmpty() ? tag + " " + clientNote : tag;
    }

    /** The first word of a note that the exchange returned: the order's tag, unless another system sent the order. */
    String tagOf(String note) {
        int blank = note.indexOf(' ');
        return !carriesTags() ? "" : blank < 0 ? note : note.substring(0, blank);
    }

    @Override
    public String toString() {
        return name + " (" + (can(ExchangeLibrary.CAN_BE_FED) ? "simulated" : "real") + ", texts in " + text.charset()
                + ", notes of " + noteBytes + " bytes, "
                + (can(ExchangeLibrary.CAN_REPORT_BUSTS) ? "" : "no ") + "busts and corrections)";
    }
}
