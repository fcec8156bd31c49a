package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of a segment file, version 1; all numbers are big-endian.
 *
 * <pre>
 * header   magic 8, version 4, alignment 4, first position 8, length of the file as made 8, chain hash before 32, CRC32C 4;
 *          zeros up to byte 4096
 * frame    magic 4, length of the body 4, first position 8, number of records 4, chain hash 32, CRC32C of all the rest 4, body;
 *          zeros up to the next frame, which begins at a multiple of the alignment
 * trailer  magic 8, kind 4, its offset 8, last position 8, chain hash 32, SHA-256 of all bytes before it 32, CRC32C 4;
 *          at a multiple of 4096, so that it is written wholly or not at all
 * </pre>
 *
 * A file without a trailer has the length that its header names. One with a trailer ends with it, which is never at that
 * length, and is never written again.
 */
final class SegmentFormat {

    /** What a disk writes wholly or not at all, in bytes; the length of the header. */
    static final int BLOCK = 4096;

    /** The alignment of frames that need not survive a power loss, in bytes. */
    static final int DENSE = 8;

    /** Bytes of a frame before its body. */
    static final int FRAME_HEADER = 56;

    /** Bytes of a trailer. */
    static final int TRAILER = 96;

    /** Bytes of a hash. */
    static final int HASH = 32;

    /** Offset of the hash in a frame, and the length of what the checksum covers before it. */
    static final int FRAME_HASH = 20;

    /** Offset of the checksum in a frame. */
    static final int FRAME_CHECKSUM = FRAME_HASH + HASH;

    /** The first four bytes of a frame: AFTB. */
    static final int FRAME_MAGIC = 0x41465442;

    /** The name of the file that is locked while the log is open. */
    static final String LOCK = "lock";

    /** The end of the names of files that are not finished. */
    static final String TEMPORARY = ".tmp";

    /** The beginning of the names of files that keep a torn tail. */
    static final String TORN = "torn-";

    private static final int VERSION = 1;
    private static final long HEADER_MAGIC = 0x4146544d5345474dL; // AFTMSEGM
    private static final long TRAILER_MAGIC = 0x4146544d5345414cL; // AFTMSEAL
    /** Bytes of the header that are not zeros. */
    static final int HEADER_FIELDS = 68;

    private static final int CHUNK = 1 << 18;
    private static final String NAME_END = ".log";
    private static final int NAME_DIGITS = 20;
    private static final String LAST_NAME = name(Long.MAX_VALUE);

    private SegmentFormat() {}

    /**
     * The header of a segment.
     *
     * @param alignment frames begin at multiples of it, in bytes
     * @param first the position of its first record
     * @param length the length of the file as it was made, in bytes
     * @param hashBefore the chain hash before the first record; empty at the start of the log
     */
    record Header(int alignment, long first, long length, String hashBefore) {}

    /** Whether another segment followed when the trailer was written. */
    enum Kind {
        CLOSED(1),
        FOLLOWED(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static @Nullable Kind of(int code) {
            return code == CLOSED.code ? CLOSED : code == FOLLOWED.code ? FOLLOWED : null;
        }
    }

    /**
     * The trailer of a segment.
     *
     * @param offset where it begins, in bytes
     * @param position the position of the last record
     * @param hash the chain hash at the last record
     * @param digest SHA-256 of all bytes before the trailer
     */
    record Trailer(Kind kind, long offset, long position, String hash, String digest) {}

    /** A header cannot be used; the message is the end of a sentence that begins with the file. */
    static final class HeaderException extends IOException {

        private static final long serialVersionUID = 1L;

        HeaderException(String message) {
            super(message);
        }

        /** The sentence. */
        String about(String file) {
            return "The file " + file + " " + getMessage();
        }
    }

    static String name(long first) {
        String digits = Long.toString(first);
        return "0".repeat(NAME_DIGITS - digits.length()) + digits + NAME_END;
    }

    static boolean isSegment(String name) {
        return name.length() == NAME_DIGITS + NAME_END.length()
                && name.endsWith(NAME_END)
                && name.chars().limit(NAME_DIGITS).allMatch(c -> c >= '0' && c <= '9')
                && name.compareTo(LAST_NAME) <= 0;
    }

    static long aligned(long offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** A hash as text; empty for that of the empty log. */
    static String hex(byte[] hash) {
        for (byte b : hash) {
            if (b != 0) {
                return HexFormat.of().formatHex(hash);
            }
        }
        return "";
    }

    static byte[] bytes(String hash) {
        return hash.isEmpty() ? new byte[HASH] : HexFormat.of().parseHex(hash);
    }

    /** The first block of a file. */
    static ByteBuffer encode(Header header) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        block.putLong(HEADER_MAGIC).putInt(VERSION).putInt(header.alignment());
        block.putLong(header.first()).putLong(header.length()).put(bytes(header.hashBefore()));
        return block.putInt(checksum(block, HEADER_FIELDS - Integer.BYTES)).rewind();
    }

    /** Decodes the first block of a file, whose zeros are checked elsewhere. */
    static Header decodeHeader(ByteBuffer block) throws HeaderException {
        if (block.limit() < BLOCK) {
            throw new HeaderException("ends within its header; restore it from a backup.");
        }
        if (block.getLong(0) != HEADER_MAGIC) {
            throw new HeaderException(
                    "is not a segment of a journal of AFTM; move it away, or restore it from a backup.");
        }
        if (block.getInt(HEADER_FIELDS - Integer.BYTES) != checksum(block, HEADER_FIELDS - Integer.BYTES)) {
            throw new HeaderException(
                    "is damaged at byte 0, in its header, whose checksum does not match; restore it from a backup.");
        }
        int version = block.getInt(8);
        if (version != VERSION) {
            throw new HeaderException("was written by a newer version of AFTM (format " + version
                    + "; this version supports format " + VERSION + "); use that newer version.");
        }
        return new Header(block.getInt(12), block.getLong(16), block.getLong(24), hex(hash(block, 32)));
    }

    static ByteBuffer encode(Trailer trailer) {
        ByteBuffer bytes = ByteBuffer.allocate(TRAILER);
        bytes.putLong(TRAILER_MAGIC).putInt(trailer.kind().code);
        bytes.putLong(trailer.offset()).putLong(trailer.position());
        bytes.put(bytes(trailer.hash())).put(bytes(trailer.digest()));
        return bytes.putInt(checksum(bytes, TRAILER - Integer.BYTES)).rewind();
    }

    /** Decodes a trailer; null if there is none at this offset. */
    static @Nullable Trailer decodeTrailer(ByteBuffer bytes, long offset) {
        boolean isTrailer = bytes.limit() == TRAILER
                && bytes.getLong(0) == TRAILER_MAGIC
                && bytes.getLong(12) == offset
                && bytes.getInt(TRAILER - Integer.BYTES) == checksum(bytes, TRAILER - Integer.BYTES);
        Kind kind = isTrailer ? Kind.of(bytes.getInt(8)) : null;
        return kind == null
                ? null
                : new Trailer(kind, offset, bytes.getLong(20), hex(hash(bytes, 28)), hex(hash(bytes, 60)));
    }

    /** Reads a number of bytes, fewer at the end of the file. */
    static ByteBuffer read(StoredFile file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
            // Until all is read, or the file ends.
        }
        return bytes.flip();
    }

    /** Copies the beginning of a file, and returns the SHA-256 of what was copied; with no target, it is only read. */
    static String copy(StoredFile source, @Nullable StoredFile target, long length) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, length));
        for (long at = 0; at < length; at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), length - at));
            if (source.read(chunk, at) <= 0) {
                throw new EOFException("The file ends at byte " + at + ".");
            }
            chunk.flip();
            digest.update(chunk.duplicate());
            if (target != null) {
                target.writeFully(chunk, at);
            }
        }
        return hex(digest.digest());
    }

    private static byte[] hash(ByteBuffer bytes, int at) {
        byte[] hash = new byte[HASH];
        bytes.get(at, hash);
        return hash;
    }

    private static int checksum(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, length));
        return (int) crc.getValue();
    }
}
