package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentFormat.Kind;
import dev.aftm.infrastructure.journal.segment.Storage.NoSpaceException;
import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import dev.aftm.interactor.port.store.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes files for segments, the next one ahead of its use, and seals the segments that are full. The thread that appends calls
 * it; {@code journal-allocator} works.
 */
final class SegmentAllocator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentAllocator.class);
    private static final int CHUNK = 1 << 18;
    private static final int MOST_REQUESTS = 4;
    private static final long CLOSE_WITHIN_SECONDS = 60;

    private final Storage storage;
    private final SegmentSealer sealer;
    private final int segmentBytes;
    private final Executor executor;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<@Nullable Blank> prepared = new AtomicReference<>();

    /**
     * A file of zeros for a segment.
     *
     * @param name its temporary name
     * @param length its length in bytes
     */
    record Blank(StoredFile file, String name, long length) {}

    /**
     * @param segmentBytes the length of files made ahead
     * @param executor runs what is not urgent
     */
    SegmentAllocator(Storage storage, SegmentSealer sealer, int segmentBytes, Executor executor) {
        this.storage = storage;
        this.sealer = sealer;
        this.segmentBytes = segmentBytes;
        this.executor = executor;
    }

    /** A thread for what is not urgent. What it cannot take is dropped, since requests are repeated. */
    static ThreadPoolExecutor newThread() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_REQUESTS),
                task -> {
                    Thread thread = new Thread(task, "journal-allocator");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Asks for the next file. */
    void requestNext() {
        executor.execute(this::prepare);
    }

    /** Asks for seals of the segments that are followed by others. */
    void requestSeals(List<Segment> followed) {
        executor.execute(
                () -> followed.stream().filter(segment -> !segment.isSealed()).forEach(this::seal));
    }

    private void prepare() {
        if (prepared.get() != null) {
            return;
        }
        try {
            Blank blank = make(segmentBytes);
            if (!prepared.compareAndSet(null, blank)) {
                discard(blank);
            }
        } catch (IOException e) {
            LOG.warn("The journal's next file could not be made ahead; it is tried again.", e);
        }
    }

    private void seal(Segment segment) {
        try {
            sealer.seal(segment.name(), Kind.FOLLOWED);
            segment.setSealed();
        } catch (IOException | JournalException e) {
            LOG.warn("The journal's full file {} could not be sealed; it is tried again.", segment.name(), e);
        }
    }

    /** Returns the file that was made ahead, or makes one of at least this length. */
    Blank take(long length) throws IOException {
        Blank ready = length <= segmentBytes ? prepared.getAndSet(null) : null;
        return ready == null ? make(Math.max(length, segmentBytes)) : ready;
    }

    private Blank make(long length) throws IOException {
        // Asked first, because a disk that is filled to the last byte troubles others too.
        if (storage.usableBytes() < length) {
            throw new NoSpaceException("The disk has less room than a new file needs.");
        }
        String name = "next-" + made.incrementAndGet() + SegmentFormat.TEMPORARY;
        StoredFile file = storage.create(name);
        Blank blank = new Blank(file, name, length);
        try {
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(CHUNK, length));
            for (long at = 0; at < length; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), length - at));
                file.writeFully(zeros, at);
            }
            file.force();
            return blank;
        } catch (IOException e) {
            discard(blank);
            throw e;
        }
    }

    /** Closes and deletes a file that is not needed. */
    void discard(Blank blank) {
        try {
            blank.file().close();
            storage.delete(blank.name());
        } catch (IOException e) {
            LOG.warn("The journal's unused file {} could not be deleted; the next start does it.", blank.name(), e);
        }
    }

    /** Waits for what is being done, and deletes the file made ahead. */
    @Override
    public void close() {
        if (executor instanceof ThreadPoolExecutor thread) {
            thread.shutdown();
            try {
                if (!thread.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("The journal's next file was still being made when the journal was closed.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Blank unused = prepared.getAndSet(null);
        if (unused != null) {
            discard(unused);
        }
    }
}
