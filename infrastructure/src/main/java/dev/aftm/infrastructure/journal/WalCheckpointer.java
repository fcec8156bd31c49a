package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.sqlite.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints the journal's write-ahead log into its main file, on its own thread and connection. Otherwise SQLite would
 * checkpoint within a commit, about every hundredth order, and that order would wait some milliseconds for the disk. Committed
 * data is durable before and after a checkpoint. If this thread falls behind, the commits checkpoint by themselves, but later
 * than by default.
 */
final class WalCheckpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);
    private static final long LOOK_MILLIS = 200;
    private static final long LONG_LOG_BYTES = 64_000_000;

    /** The log's length, in pages of 4 KiB, at which commits checkpoint by themselves. */
    private static final int LAST_RESORT_PAGES = 20_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final SqliteFile file;
    private final Path log;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "wal-checkpointer");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts to poll the log's length.
     *
     * @param file a connection for exclusive use; {@link #close} closes it
     * @param journal the journal's main file
     */
    WalCheckpointer(SqliteFile file, Path journal) {
        this.file = file;
        this.log = journal.resolveSibling(journal.getFileName() + "-wal");
        var unused = timer.scheduleWithFixedDelay(this::poll, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Raises a writing connection's automatic checkpoint to the last resort. */
    static boolean leaveToOthers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA wal_autocheckpoint = " + LAST_RESORT_PAGES);
        }
    }

    private void poll() {
        try {
            if (Files.exists(log) && Files.size(log) > LONG_LOG_BYTES) {
                var unused = file.read(WalCheckpointer::fold);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The journal's write-ahead log could not be checkpointed; the next poll tries again.", e);
        }
    }

    /** A passive checkpoint waits for no other connection and blocks none. */
    private static boolean fold(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The checkpoint of the journal's write-ahead log has not finished in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
