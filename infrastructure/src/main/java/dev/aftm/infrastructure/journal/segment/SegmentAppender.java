package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentAllocator.Blank;
import dev.aftm.infrastructure.journal.segment.SegmentCheck.Result;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Header;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Kind;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Options;
import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import dev.aftm.interactor.port.store.JournalException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a log: appends batches, begins the next segment, and recovers from failed writes. For one thread, but for the
 * head and the list of segments, which any thread may ask for.
 */
final class SegmentAppender implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentAppender.class);
    private static final int LARGEST_BATCH = 1 << 28;

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Storage storage;
    private long nextLookNanos = System.nanoTime();
    private final Options options;
    private final SegmentSealer sealer;
    private final SegmentAllocator allocator;
    private final FrameEncoder encoder;
    private final String repair;
    private volatile List<Segment> segments;
    private @Nullable SegmentWriter writer;

    /** Whether the writer's file can no longer be trusted behind its durable part. */
    private boolean isFailed;

    /** Guards the head, which the appending thread changes and any thread reads. */
    private final Object publication = new Object();

    private final byte[] hash;
    private long position;

    /** @param check the log as it was found; its last segment is continued unless it was closed */
    SegmentAppender(Storage storage, Options options, SegmentSealer sealer, SegmentAllocator allocator, LogCheck check)
            throws IOException {
        this.storage = storage;
        this.options = options;
        this.sealer = sealer;
        this.allocator = allocator;
        this.encoder = new FrameEncoder(options.alignment());
        this.segments = List.copyOf(check.segments());
        this.position = check.head().position();
        this.hash = SegmentFormat.bytes(check.head().hash());
        Result last = check.last();
        Header header = last == null || last.trailer() != null ? null : last.header();
        this.repair = last == null || header == null ? "" : resume(last, header);
        if (writer == null || writer.wantsNext()) {
            allocator.requestNext();
        }
        allocator.requestSeals(followed());
    }

    /** A sentence if a torn batch was cut off; empty otherwise. */
    String repair() {
        return repair;
    }

    /** The last durable record. */
    Head head() {
        synchronized (publication) {
            return new Head(position, SegmentFormat.hex(hash));
        }
    }

    /** The position of the last durable record. */
    long position() {
        synchronized (publication) {
            return position;
        }
    }

    /** The segments, oldest first. */
    List<Segment> segments() {
        return segments;
    }

    /** Appends a batch; see {@link SegmentedLog#append}. */
    long append(List<byte[]> payloads, boolean mayUseReserve) {
        int bodyLength = bodyLength(payloads);
        long first = position + 1;
        try {
            recoverIfFailed();
            SegmentWriter target = writerFor(encoder.length(bodyLength), mayUseReserve);
            ByteBuffer frame = encoder.encode(payloads, bodyLength, first, hash);
            isFailed = true;
            target.write(frame, first);
            isFailed = false;
            publish(first + payloads.size() - 1);
            if (target.wantsNext()) {
                allocator.requestNext();
            }
            return first;
        } catch (IOException e) {
            recoverAtOnce(Math.toIntExact(encoder.length(bodyLength)));
            throw SegmentedLog.failure(storage, "written", e);
        }
    }

    private static int bodyLength(List<byte[]> payloads) {
        long length = 0;
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            if (LineFeeds.find(payload, 0, payload.length) < payload.length) {
                throw new JournalException("A record with a line feed cannot be appended to the journal.");
            }
            length += payload.length + 1;
        }
        if (length == 0 || length > LARGEST_BATCH) {
            throw new JournalException("A batch of " + payloads.size() + " records and " + length
                    + " bytes cannot be appended to the journal; 1 to " + LARGEST_BATCH + " bytes are allowed.");
        }
        return (int) length;
    }

    private void publish(long last) {
        synchronized (publication) {
            position = last;
            System.arraycopy(encoder.hash(), 0, hash, 0, hash.length);
        }
    }

    /** Without a disk to wait for, looking for the file at every append would cost more than the append. */
    private boolean isLookDue() {
        long now = System.nanoTime();
        if (!options.isSynced() && now - nextLookNanos < 0) {
            return false;
        }
        nextLookNanos = now + LOOK_NANOS;
        return true;
    }

    private SegmentWriter writerFor(long length, boolean mayUseReserve) throws IOException {
        SegmentWriter current = writer;
        if (current != null && isLookDue() && !storage.exists(current.segment().name())) {
            throw new JournalException(
                    "The journal's file " + storage.describe(current.segment().name())
                            + " is gone, so nothing more can be recorded; stop the gateway and put the folder back.");
        }
        if (current != null && current.hasRoom(length, options.reserveBytes())) {
            return current;
        }
        try {
            return roll(length);
        } catch (IOException e) {
            if (!isFailed && mayUseReserve && current != null && current.hasRoom(length, 0)) {
                LOG.warn("The journal uses its reserve, because its next file cannot be made.", e);
                return current;
            }
            throw e;
        }
    }

    /** Begins the next segment. */
    private SegmentWriter roll(long length) throws IOException {
        long needed = SegmentFormat.aligned(
                SegmentFormat.BLOCK + length + options.reserveBytes() + SegmentFormat.BLOCK, SegmentFormat.BLOCK);
        Blank blank = allocator.take(needed);
        Segment next = new Segment(position + 1, false);
        try {
            Header header = new Header(options.alignment(), next.first(), blank.length(), SegmentFormat.hex(hash));
            blank.file().writeFully(SegmentFormat.encode(header), 0);
            blank.file().force();
            storage.rename(blank.name(), next.name());
        } catch (IOException e) {
            if (storage.exists(blank.name()) || !storage.exists(next.name())) {
                allocator.discard(blank);
                throw e;
            }
            // It was renamed nevertheless: it has to be replaced before anything else is appended.
            isFailed = true;
            install(next, blank);
            throw e;
        }
        isFailed = true;
        SegmentWriter installed = install(next, blank);
        storage.forceFolder();
        isFailed = false;
        allocator.requestSeals(followed());
        return installed;
    }

    private SegmentWriter install(Segment next, Blank blank) {
        if (writer != null) {
            SegmentedLog.closeQuietly(writer);
        }
        List<Segment> all = new ArrayList<>(segments);
        // A segment without records is replaced by its successor.
        all.removeIf(segment -> segment.first() == next.first());
        all.add(next);
        SegmentWriter installed =
                new SegmentWriter(next, blank.file(), blank.length(), SegmentFormat.BLOCK, options.isSynced());
        writer = installed;
        segments = List.copyOf(all);
        return installed;
    }

    private List<Segment> followed() {
        return segments.isEmpty() ? segments : segments.subList(0, segments.size() - 1);
    }

    /** Replaces the file in which a write failed by a copy of its durable part. */
    private void recoverIfFailed() throws IOException {
        SegmentWriter failed = writer;
        if (!isFailed || failed == null) {
            return;
        }
        sealer.replace(failed.segment().name(), failed.end(), head());
        failed.segment().setSealed();
        SegmentedLog.closeQuietly(failed);
        writer = null;
        isFailed = false;
    }

    private void recoverAtOnce(int length) {
        SegmentWriter failed = writer;
        if (!isFailed || failed == null) {
            return;
        }
        try {
            recoverIfFailed();
        } catch (IOException | JournalException e) {
            LOG.warn("The journal could not replace the file in which a write failed; the next append tries again.", e);
            try {
                failed.erase(length);
            } catch (IOException again) {
                LOG.debug("What the failed write left in the file could not be erased.", again);
            }
        }
    }

    /** Continues a segment that was not closed; returns a sentence if a torn batch was cut off. */
    private String resume(Result last, Header header) throws IOException {
        Segment segment = segments.get(segments.size() - 1);
        String sentence = "";
        if (last.tornUntil() > 0) {
            String kept = sealer.keepTorn(segment.name(), last.end(), last.tornUntil());
            sentence = "The last batch in the journal's file " + storage.describe(segment.name())
                    + " was not written wholly before a power loss or a crash, so its "
                    + (last.tornUntil() - last.end()) + " bytes from byte " + last.end()
                    + " on were cut off and kept in "
                    + storage.describe(kept) + ".";
        }
        StoredFile file = storage.openForWriting(segment.name());
        try {
            rewriteEnd(file, last);
        } catch (IOException e) {
            SegmentedLog.closeQuietly(file);
            throw e;
        }
        if (header.alignment() == options.alignment()) {
            writer = new SegmentWriter(segment, file, header.length(), last.end(), options.isSynced());
        } else {
            file.close();
            sealer.seal(segment.name(), Kind.CLOSED);
            segment.setSealed();
        }
        return sentence;
    }

    /**
     * Writes the last frame again, and zeros over a torn one. The former process may have written that frame without making it
     * durable, or failed to; that it can be read proves nothing.
     */
    private static void rewriteEnd(StoredFile file, Result last) throws IOException {
        if (last.lastOffset() > 0) {
            int length = Math.toIntExact(last.end() - last.lastOffset());
            file.writeFully(SegmentFormat.read(file, last.lastOffset(), length), last.lastOffset());
        }
        if (last.tornUntil() > 0) {
            file.writeFully(ByteBuffer.allocate(Math.toIntExact(last.tornUntil() - last.end())), last.end());
        }
        file.force();
    }

    /** Ends the last segment with a trailer; nothing can be appended afterwards. */
    void seal() throws IOException {
        recoverIfFailed();
        if (writer != null) {
            sealer.seal(writer.segment().name(), Kind.CLOSED);
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            SegmentedLog.closeQuietly(writer);
        }
    }
}
