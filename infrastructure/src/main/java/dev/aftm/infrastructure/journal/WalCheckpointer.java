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
 * Brings what is in the journal's write-ahead log into its main file, on a thread and a connection of its own: SQLite would do it
 * within a commit, about every hundredth order, and that order would wait some milliseconds for the disk. What is committed is
 * as durable before as after. Where this thread does not get to it, the commits do it themselves, later than they used to.
 */
final class WalCheckpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);
    private static final long LOOK_MILLIS = 200;
    private static final long LONG_LOG_BYTES = 64_000_000;

    /** In pages of 4 KiB, when commits fold the log themselves. */
    private static final int LAST_RESORT_PAGES = 20_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final SqliteFile file;
    private final Path log;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "journal-folding");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins to look at the log's length.
     *
     * @param file a connection that nobody else uses; closed with this
     * @param journal where the journal is
     */
    WalCheckpointer(SqliteFile file, Path journal) {
        this.file = file;
        this.log = journal.resolveSibling(journal.getFileName() + "-wal");
        var unused = timer.scheduleWithFixedDelay(this::poll, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Has a writing connection leave it to somebody else. */
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
            LOG.debug("The journal's log could not be folded; the next look tries again.", e);
        }
    }

    /** Passive: it waits for nobody, and nobody waits for it. */
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
                LOG.warn("The journal's log is still being folded.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
