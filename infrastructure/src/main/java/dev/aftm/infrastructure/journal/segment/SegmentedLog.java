package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentCheck.Result;
import dev.aftm.interactor.port.store.JournalException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only log of records in segment files of one folder. Batches of records are appended wholly or not at all, and are
 * bound by a hash chain. A file that was closed, or that another one follows, is never written again.
 *
 * <p>One thread appends and closes; any thread may call the other methods, and reads what is durable. All methods fail with a
 * {@link JournalException}.
 */
public final class SegmentedLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentedLog.class);

    private final Storage storage;
    private final Closeable lock;
    private final SegmentAllocator allocator;
    private final SegmentAppender appender;
    private final List<String> unverified;
    private boolean isClosed;

    /**
     * The end of a log.
     *
     * @param position the position of the last record, counted from 1; 0 if there is none
     * @param hash the hex SHA-256 that binds all batches up to it; empty if there is none
     */
    public record Head(long position, String hash) {}

    /**
     * How to keep a log.
     *
     * @param folder the folder, which holds nothing else
     * @param isSynced whether a batch survives a power loss once it is appended; otherwise it survives a killed process only
     * @param segmentBytes the length of a file, in bytes; it is rounded up to blocks of 4096
     * @param reserveBytes how much of a file is kept for important batches when the disk is full
     */
    public record Options(Path folder, boolean isSynced, int segmentBytes, int reserveBytes) {

        private static final int FEWEST_BYTES = 4 * SegmentFormat.BLOCK;
        private static final int MOST_BYTES = 1 << 30;

        public Options {
            if (reserveBytes < 0 || segmentBytes - reserveBytes < FEWEST_BYTES || segmentBytes > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "A segment needs 16384 bytes besides the reserve, and has at most 1 GiB.");
            }
        }

        int alignment() {
            return isSynced ? SegmentFormat.BLOCK : SegmentFormat.DENSE;
        }

        private int roundedBytes() {
            return (int) SegmentFormat.aligned(segmentBytes, SegmentFormat.BLOCK);
        }
    }

    /** Receives records in their order. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Takes a record.
         *
         * @param payload a copy for the reader
         * @return false to stop
         */
        boolean take(long position, byte[] payload);
    }

    private SegmentedLog(Storage storage, Options options, Closeable lock, Executor executor, LogCheck check)
            throws IOException {
        this.storage = storage;
        this.lock = lock;
        this.unverified = List.copyOf(check.skipped());
        SegmentSealer sealer = new SegmentSealer(storage);
        this.allocator = new SegmentAllocator(storage, sealer, options.roundedBytes(), executor);
        this.appender = new SegmentAppender(storage, options, sealer, allocator, check);
    }

    /**
     * Opens a log, or creates one that only its owner can read, and checks all of it.
     *
     * @throws JournalException the log is damaged, in use, or cannot be read or written
     */
    public static SegmentedLog open(Options options) {
        return open(options, LogCheck.START);
    }

    /**
     * Opens a log and checks it from a checkpoint on.
     *
     * @param trusted a former {@link #head()}; files that lie before it are left to {@link #verifyOlder()}
     * @throws JournalException as above, or the log does not contain the checkpoint
     */
    public static SegmentedLog open(Options options, Head trusted) {
        ThreadPoolExecutor thread = SegmentAllocator.newThread();
        boolean isOpen = false;
        try {
            SegmentedLog log = open(options, trusted, new DiskStorage(options.folder()), thread);
            isOpen = true;
            return log;
        } finally {
            if (!isOpen) {
                thread.shutdown();
            }
        }
    }

    static SegmentedLog open(Options options, Head trusted, Storage storage, Executor executor) {
        Closeable lock = null;
        SegmentedLog log = null;
        try {
            storage.makeFolder();
            lock = storage.lock();
            if (lock == null) {
                throw new JournalException("The journal " + storage.describe("")
                        + " is in use by another gateway; stop that gateway, or choose another DATA_DIR.");
            }
            LogCheck check = LogCheck.ofStart(storage, trusted);
            if (!check.findings().isEmpty()) {
                throw new JournalException(check.findings().get(0));
            }
            for (String name : storage.list()) {
                if (name.endsWith(SegmentFormat.TEMPORARY)) {
                    storage.delete(name);
                }
            }
            // The former process may have been killed between the renaming of a file and this.
            storage.forceFolder();
            log = new SegmentedLog(storage, options, lock, executor, check);
            return log;
        } catch (IOException e) {
            throw failure(storage, "opened", e);
        } finally {
            if (log == null && lock != null) {
                closeQuietly(lock);
            }
        }
    }

    /** A sentence if {@link #open} cut off a batch that was not written wholly: from which file, and where it is kept. */
    public Optional<String> repair() {
        return appender.repair().isEmpty() ? Optional.empty() : Optional.of(appender.repair());
    }

    /** The last durable record. */
    public Head head() {
        return appender.head();
    }

    /**
     * Appends a batch; on return it is durable (if the log is synced), and readers see it.
     *
     * @param payloads the records, at least one, each without a line feed; not changed, and not kept
     * @param mayUseReserve whether the batch is so important that it may use the reserve of a full disk
     * @return the position of the first record
     * @throws JournalException nothing was appended; the next call tries again by itself whatever failed. If the process ends
     *     before that succeeds, the next start may find the batch, wholly
     */
    public long append(List<byte[]> payloads, boolean mayUseReserve) {
        if (isClosed) {
            throw new JournalException("The journal is closed.");
        }
        return appender.append(payloads, mayUseReserve);
    }

    /**
     * Reads the durable records after a position, until there are no more or the reader stops.
     *
     * @param after the position before the first that is wanted; 0 for all
     * @throws JournalException the log cannot be read, or is damaged
     */
    public void read(long after, Reader reader) {
        // In this order: the segments then contain what the head says.
        long until = appender.position();
        SegmentAudit.read(storage, appender.segments(), after, until, reader);
    }

    /** The chain hash at a record, if a batch ends with it; any thread. */
    public Optional<String> hashAt(long position) {
        return new SegmentAudit(storage).hashAt(position);
    }

    /**
     * Checks the files that {@link #open(Options, Head)} skipped. Takes seconds for each gigabyte.
     *
     * @throws JournalException a sentence for the first finding
     */
    public void verifyOlder() {
        try {
            for (String name : unverified) {
                Result result = new SegmentCheck(storage, name, name, (offset, first, last, after) -> {})
                        .run(null, false, true);
                if (!result.finding().isEmpty()) {
                    throw new JournalException(result.finding());
                }
            }
        } catch (IOException e) {
            throw failure(storage, "read", e);
        }
    }

    /** Ends the last file with a trailer, so that any later change of it is found, and unlocks the folder. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        allocator.close();
        try {
            appender.seal();
        } catch (IOException e) {
            throw failure(storage, "closed in order", e);
        } finally {
            appender.close();
            closeQuietly(lock);
        }
    }

    /** Closes what is not needed any more, and what need not be closed to be safe. */
    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            LOG.debug("A file of the journal could not be closed.", e);
        }
    }

    /** Makes a sentence of what the operating system said. */
    static JournalException failure(Storage storage, String action, IOException e) {
        String journal = "The journal " + storage.describe("") + " cannot be " + action;
        if (e instanceof Storage.NoSpaceException) {
            return new JournalException(journal + ", because the disk is full; free some space.");
        }
        if (e instanceof AccessDeniedException || String.valueOf(e.getMessage()).contains("Read-only")) {
            return new JournalException(journal + "; check its permissions and those of its folder.");
        }
        if (e instanceof NoSuchFileException) {
            return new JournalException(journal + ", because a file or the folder is gone; put it back.");
        }
        return new JournalException(journal + " (" + e.getMessage() + "); check the disk.");
    }
}
