package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The end of the segment that is being written. For the thread that appends. */
final class SegmentWriter implements Closeable {

    private static final int STEPS = 16;

    private final Segment segment;
    private final StoredFile file;
    private final long capacity;
    private final boolean isSynced;
    private long end;
    private long nextRequest;

    /**
     * @param length the length of the file in bytes
     * @param end where the next frame begins
     * @param isSynced whether each frame is made durable
     */
    SegmentWriter(Segment segment, StoredFile file, long length, long end, boolean isSynced) {
        this.segment = segment;
        this.file = file;
        // The last block is kept for the trailer.
        this.capacity = length - SegmentFormat.BLOCK;
        this.end = end;
        this.isSynced = isSynced;
        this.nextRequest = length / 2;
    }

    Segment segment() {
        return segment;
    }

    /** Where the durable part ends, in bytes. */
    long end() {
        return end;
    }

    /** Whether a frame fits and leaves a reserve free. */
    boolean hasRoom(long length, long reserve) {
        return end + length <= capacity - reserve;
    }

    /** Whether it is time to ask for the next file: from the half on, and again a little later. */
    boolean wantsNext() {
        if (end < nextRequest) {
            return false;
        }
        nextRequest = end + capacity / STEPS;
        return true;
    }

    /** Writes a frame and, if the log is synced, makes it durable. After a failure, this file must not be used again. */
    void write(ByteBuffer frame, long first) throws IOException {
        int length = frame.remaining();
        file.writeFully(frame, end);
        if (isSynced) {
            file.force();
        }
        segment.note(first, end);
        end += length;
    }

    /**
     * Overwrites what a failed write may have left behind the durable part, as far as the disk allows, so that the next start
     * does not find a batch of which this one said that it was not appended.
     */
    void erase(int length) throws IOException {
        file.writeFully(ByteBuffer.allocate(length), end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
