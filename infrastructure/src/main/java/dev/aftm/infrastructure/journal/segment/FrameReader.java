package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads frames of one segment through a window, and checks each by itself. For one thread. */
final class FrameReader {

    private static final int WINDOW = 1 << 18;
    private static final byte[] ZEROS = new byte[SegmentFormat.BLOCK];

    private final StoredFile file;
    private final long size;
    private final CRC32C crc = new CRC32C();
    private byte[] window;
    private ByteBuffer fields;
    private long start;
    private int filled;
    private int frame;

    /** @param size the length of the file, in bytes; nothing behind it is read */
    FrameReader(StoredFile file, long size) {
        this.file = file;
        this.size = size;
        this.window = new byte[(int) Math.min(WINDOW, size)];
        this.fields = ByteBuffer.wrap(window);
    }

    /** Reads the frame at an offset; returns what is wrong with it, empty if nothing is. */
    String read(long offset) throws IOException {
        if (offset + SegmentFormat.FRAME_HEADER > size) {
            return "no batch begins here";
        }
        frame = locate(offset, SegmentFormat.FRAME_HEADER);
        if (fields.getInt(frame) != SegmentFormat.FRAME_MAGIC) {
            return "no batch begins here";
        }
        if (bodyLength() <= 0 || bodyLength() > size - offset - SegmentFormat.FRAME_HEADER) {
            return "the length of the batch is impossible";
        }
        frame = locate(offset, SegmentFormat.FRAME_HEADER + bodyLength());
        crc.reset();
        crc.update(window, frame, SegmentFormat.FRAME_CHECKSUM);
        crc.update(window, bodyStart(), bodyLength());
        if ((int) crc.getValue() != fields.getInt(frame + SegmentFormat.FRAME_CHECKSUM)) {
            return "the checksum of the batch does not match";
        }
        return first() > 0 && count() > 0 ? "" : "the batch has no records";
    }

    /** The position of the first record of the frame that was read. */
    long first() {
        return fields.getLong(frame + 8);
    }

    /** The position of the last record of the frame that was read. */
    long last() {
        return first() + count() - 1;
    }

    private int count() {
        return fields.getInt(frame + 16);
    }

    private int bodyLength() {
        return fields.getInt(frame + 4);
    }

    private int bodyStart() {
        return frame + SegmentFormat.FRAME_HEADER;
    }

    /** The length of the frame that was read, without the padding after it. */
    long length() {
        return SegmentFormat.FRAME_HEADER + (long) bodyLength();
    }

    /** The whole frame that was read; valid until the next call. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(window, frame, (int) length());
    }

    /** Replaces a chain hash by the one after the frame that was read; returns what is wrong with the frame's body. */
    String chain(MessageDigest digest, byte[] hash) {
        int end = bodyStart() + bodyLength();
        digest.update(hash);
        digest.update(window, bodyStart(), bodyLength());
        System.arraycopy(digest.digest(), 0, hash, 0, hash.length);
        int stored = frame + SegmentFormat.FRAME_HASH;
        if (!Arrays.equals(hash, 0, hash.length, window, stored, stored + hash.length)) {
            return "the batch does not continue the hash chain";
        }
        boolean isWhole = window[end - 1] == '\n' && LineFeeds.count(window, bodyStart(), end) == count();
        return isWhole ? "" : "the batch does not have as many records as it says";
    }

    /** Passes on the records of the frame that was read, from {@code after} + 1 to {@code until}; false if told to stop. */
    boolean passOn(long after, long until, SegmentedLog.Reader reader) {
        int begin = bodyStart();
        long end = Math.min(last(), until);
        for (long position = first(); position <= end; position++) {
            int newline = LineFeeds.find(window, begin, bodyStart() + bodyLength());
            if (position > after && !reader.take(position, Arrays.copyOfRange(window, begin, newline))) {
                return false;
            }
            begin = newline + 1;
        }
        return true;
    }

    /** The offset of the first byte that is not zero, from one offset to before another; the latter if all are. */
    long zerosEnd(long from, long to) throws IOException {
        for (long at = from; at < to; at += SegmentFormat.BLOCK) {
            int length = (int) Math.min(SegmentFormat.BLOCK, to - at);
            int begin = locate(at, length);
            int mismatch = Arrays.mismatch(window, begin, begin + length, ZEROS, 0, length);
            if (mismatch >= 0) {
                return at + mismatch;
            }
        }
        return to;
    }

    /** The offset behind the last byte that is not zero, at or after an offset; that offset if all are zero. */
    long contentEnd(long from) throws IOException {
        long end = from;
        for (long at = zerosEnd(from, size); at < size; at = zerosEnd(at + 1, size)) {
            end = at + 1;
        }
        return end;
    }

    /** Whether a sound frame with records after a position begins at or after an offset. */
    boolean isFollowed(long from, long position) throws IOException {
        for (long at = from; at < size; at += SegmentFormat.DENSE) {
            at = SegmentFormat.aligned(zerosEnd(at, size) - SegmentFormat.DENSE + 1, SegmentFormat.DENSE);
            if (read(at).isEmpty() && first() > position) {
                return true;
            }
        }
        return false;
    }

    /** Makes a part of the file available in the window, and returns where. */
    private int locate(long offset, int length) throws IOException {
        if (offset < start || offset + length > start + filled) {
            if (length > window.length) {
                window = new byte[length];
                fields = ByteBuffer.wrap(window);
            }
            fill(offset, length);
        }
        return (int) (offset - start);
    }

    private void fill(long offset, int needed) throws IOException {
        start = offset;
        filled = 0;
        int wanted = (int) Math.min(window.length, size - offset);
        while (filled < wanted) {
            // In pieces, because the JDK keeps a direct buffer as large as the largest read of each thread.
            int piece = Math.min(WINDOW, wanted - filled);
            int count = file.read(ByteBuffer.wrap(window, filled, piece), offset + filled);
            if (count <= 0) {
                break;
            }
            filled += count;
        }
        if (filled < needed) {
            throw new EOFException("The file ends at byte " + (offset + filled) + ".");
        }
    }
}
