package dev.aftm.infrastructure.journal.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks SQLite's write-ahead log, by its file format. SQLite treats a frame with a wrong checksum as the end of the log and
 * silently ignores what follows; this check reports it.
 */
final class WriteAheadLog {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALT_AT = 16;
    private static final int SUM_AT = 24;
    private static final int SUMMED_OF_HEADER = 24;
    private static final int SUMMED_OF_FRAME = 8;
    private static final int FRAME_SALT_AT = 8;
    private static final int FRAME_SUM_AT = 16;

    private int sum1;
    private int sum2;

    private WriteAheadLog() {}

    /** A sentence if the log of a database file is damaged; empty if it is intact or there is none. */
    static Optional<String> check(Path database) throws IOException {
        Path file = database.resolveSibling(database.getFileName() + "-wal");
        if (!Files.exists(file) || Files.size(file) == 0) {
            return Optional.empty();
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return new WriteAheadLog().check(channel, file.getFileName().toString());
        }
    }

    private Optional<String> check(SeekableByteChannel channel, String name) throws IOException {
        ByteBuffer header = read(channel, HEADER);
        if (header.limit() < HEADER || (header.getInt(0) & ~1) != MAGIC) {
            return Optional.of(damaged(name, 0));
        }
        ByteOrder order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        add(header, SUMMED_OF_HEADER, order);
        if (header.getInt(SUM_AT) != sum1 || header.getInt(SUM_AT + 4) != sum2) {
            return Optional.of(damaged(name, 0));
        }
        long salt = header.getLong(SALT_AT);
        int frameSize = FRAME_HEADER + header.getInt(PAGE_SIZE_AT);
        for (long at = HEADER; ; at += frameSize) {
            ByteBuffer frame = read(channel, frameSize);
            // Frames left over from before the last checkpoint have another salt: there the log ends.
            if (frame.limit() < FRAME_HEADER) {
                return Optional.empty();
            }
            if (frame.getLong(FRAME_SALT_AT) != salt) {
                return endsHere(channel, salt, frameSize, name, at);
            }
            if (frame.limit() < frameSize) {
                return Optional.of(damaged(name, at));
            }
            add(frame, SUMMED_OF_FRAME, order);
            frame.position(FRAME_HEADER);
            add(frame.slice(), frameSize - FRAME_HEADER, order);
            if (frame.getInt(FRAME_SUM_AT) != sum1 || frame.getInt(FRAME_SUM_AT + 4) != sum2) {
                return Optional.of(damaged(name, at));
            }
        }
    }

    /** If only this frame's salt was altered, later frames still have the log's salt. */
    private static Optional<String> endsHere(
            SeekableByteChannel channel, long salt, int frameSize, String name, long end) throws IOException {
        for (ByteBuffer next = read(channel, frameSize); next.limit() == frameSize; next = read(channel, frameSize)) {
            if (next.getLong(FRAME_SALT_AT) == salt) {
                return Optional.of(damaged(name, end));
            }
        }
        return Optional.empty();
    }

    private static String damaged(String name, long at) {
        return "The write-ahead log " + name + " is damaged from byte " + at + " on, so the last records may be missing"
                + " (a process that was killed while writing can also leave such damage).";
    }

    private static ByteBuffer read(SeekableByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Read until the buffer is full or the file ends.
        }
        return buffer.flip();
    }

    private void add(ByteBuffer bytes, int length, ByteOrder order) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int i = 0; i < length; i += 8) {
            sum1 += words.getInt(i) + sum2;
            sum2 += words.getInt(i + 4) + sum1;
        }
    }
}
