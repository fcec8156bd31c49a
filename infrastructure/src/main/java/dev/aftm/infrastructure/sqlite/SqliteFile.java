package dev.aftm.infrastructure.sqlite;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an SQLite file in write-ahead-log mode. A file that is damaged, foreign or of a newer version is rejected,
 * never replaced, unless everything in it can be derived anew. For one thread at a time.
 *
 * <p>Any failure, and any number of failures in a row, is reported with the exception of {@link Kind#failure}. Afterwards no
 * transaction is open, and the connection is opened anew if it may be part of the trouble, so the file can be used again as soon
 * as the disk works. A file that was deleted or replaced meanwhile is not used: what is in memory would not fit to it.
 */
public final class SqliteFile implements AutoCloseable {

    /** How long reads trust that the file is still the same; a query of the file system takes longer than some reads. */
    private static final long TRUST_NANOS = Duration.ofMillis(50).toNanos();

    private final Path path;
    private final Path log;
    private final Kind kind;
    private @Nullable Connection connection;
    private FileIdentity identity;
    private @Nullable Brackets brackets;

    /** Whether a read has failed since the connection was last seen to work. */
    private boolean suspect;

    /** Whether a commit has failed, and SQLite might still find it in the log after a crash. */
    private boolean inDoubt;

    private boolean closed;

    /** When the file was last seen to be the same. */
    private long sameNanos;

    /** The statements that begin and end a transaction, prepared once. Never used again after a failure. */
    private record Brackets(PreparedStatement begin, PreparedStatement commit) {

        static Brackets of(Connection connection) throws SQLException {
            return new Brackets(connection.prepareStatement("BEGIN IMMEDIATE"), connection.prepareStatement("COMMIT"));
        }
    }

    /**
     * A kind of file: its schema, its settings and its exceptions.
     *
     * @param name for people, e.g. "strategy's store"
     * @param applicationId stored in the file's header, to recognise foreign files
     * @param schema the statements that create the tables of an empty file, in the newest version
     * @param upgrades the statements that upgrade a file from version 1 to 2, from 2 to 3, and so on
     * @param synchronous SQLite's setting: {@code FULL} survives power loss, {@code NORMAL} only a killed process
     * @param patience how long to wait for another program's lock
     * @param failure creates the callers' exception from a sentence
     */
    public record Kind(
            String name,
            int applicationId,
            List<String> schema,
            List<List<String>> upgrades,
            String synchronous,
            Duration patience,
            Function<String, RuntimeException> failure) {

        public Kind {
            schema = List.copyOf(schema);
            upgrades = List.copyOf(upgrades);
        }

        int schemaVersion() {
            return upgrades.size() + 1;
        }
    }

    /**
     * Work on the connection. Statements that it keeps for the next time must be dropped after any exception of this class,
     * because the next connection may be another one.
     *
     * @param <T> the type of its result
     */
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private SqliteFile(Path path, Kind kind, Connection connection) throws IOException {
        this.path = path;
        this.log = path.resolveSibling(path.getFileName() + "-wal");
        this.kind = kind;
        this.connection = connection;
        this.identity = FileIdentity.of(path, log);
        this.sameNanos = System.nanoTime();
    }

    /**
     * Opens a file, or creates one that only its owner can read. Upgrades a file of an older version. Fails with the exception
     * of {@link Kind#failure}.
     */
    public static SqliteFile open(Path path, Kind kind) {
        SqliteOpening opening = new SqliteOpening(path, kind);
        opening.requireNativeLibrary();
        try {
            if (PrivateFiles.isMissing(path)) {
                opening.create();
            }
            return new SqliteFile(path, kind, opening.connect(false));
        } catch (IOException e) {
            throw opening.unusable();
        } catch (SQLException e) {
            throw kind.failure.apply(SqliteSentences.opening(path, kind.name, e));
        }
    }

    /**
     * Opens a file of which everything can be derived anew. One that is damaged, foreign or of a newer version is deleted, and a
     * new one is created. Fails with the exception of {@link Kind#failure} if the disk or the permissions are the trouble.
     *
     * @param deleted is told why a file was deleted, in a sentence
     */
    public static SqliteFile openDerived(Path path, Kind kind, Consumer<String> deleted) {
        SqliteOpening opening = new SqliteOpening(path, kind);
        opening.requireNativeLibrary();
        try {
            if (PrivateFiles.isMissing(path)) {
                // A log that was left behind would be taken for the new file's.
                delete(path);
            } else {
                String finding = opening.finding();
                if (!finding.isEmpty()) {
                    delete(path);
                    deleted.accept(finding);
                }
            }
        } catch (IOException e) {
            throw opening.unusable();
        }
        return open(path, kind);
    }

    /** Deletes a file and its log. If that ends half-way, {@link #openDerived} does not take what is left for a sound file. */
    public static void delete(Path path) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
        }
    }

    /** Whether the content of a file is at fault, not the disk or how the file is used. */
    public static boolean isDamage(SQLException e) {
        return SqliteSentences.isDamage(e);
    }

    /** Whether the file was deleted or replaced since it was opened, so that it must be closed and opened anew. */
    public boolean isGone() {
        try {
            return !identity.isSame(FileIdentity.of(path, log), connection != null);
        } catch (IOException e) {
            throw unreachable();
        }
    }

    /** Runs a query outside a transaction and returns its result. */
    public <T> T read(Work<T> work) {
        Connection open = usable(TRUST_NANOS);
        try {
            return work.with(open);
        } catch (IllegalArgumentException e) {
            throw damaged("contains a value that cannot be read");
        } catch (SQLException e) {
            suspect = true;
            throw failure(e);
        }
    }

    /**
     * Runs the work in one transaction: commits it, or rolls it back on an exception. Where it cannot be known whether a failed
     * commit took effect, the message says so; the next use of the file settles it.
     */
    public <T> T write(Work<T> work) {
        Connection open = usable(0);
        boolean committing = false;
        try {
            Brackets around = brackets == null ? Brackets.of(open) : brackets;
            brackets = around;
            around.begin().execute();
            T result = work.with(open);
            committing = true;
            around.commit().execute();
            return result;
        } catch (SQLException e) {
            recover(open, e, committing);
            throw inDoubt
                    ? kind.failure.apply(SqliteSentences.running(path, kind.name, e)
                            + " Whether the last change was stored is seen when it can be read again.")
                    : failure(e);
        } catch (RuntimeException e) {
            recover(open, null, committing);
            throw e;
        }
    }

    /**
     * Ends the transaction after a failure, whatever SQLite has made of it. The statements are dropped, because a statement that
     * has failed may report the same failure again; so is the connection, unless it is certainly in order.
     */
    private void recover(Connection open, @Nullable SQLException failure, boolean committing) {
        brackets = null;
        boolean ended = isRolledBack(open);
        // A commit that failed half-way may be complete in the log; a crash would bring it back unless it is
        // overwritten.
        inDoubt = committing && failure != null && !SqliteSentences.leavesNoTrace(failure);
        if (inDoubt && ended) {
            inDoubt = !isOverwritten(open);
        }
        if (!ended || inDoubt || (failure != null && !SqliteSentences.sparesTheConnection(failure))) {
            dropConnection();
        }
    }

    /** Rolls back with a new statement; that there is no transaction any more, since SQLite has ended it, is as good. */
    private static boolean isRolledBack(Connection open) {
        try (Statement statement = open.createStatement()) {
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).contains("no transaction is active");
        }
    }

    private static boolean isOverwritten(Connection open) {
        try (Statement statement = open.createStatement()) {
            SqliteOpening.overwriteLog(statement);
            return true;
        } catch (SQLException stillInDoubt) {
            return false;
        }
    }

    /** Returns a connection that works as far as one can know, or fails with the callers' exception. */
    private Connection usable(long trustNanos) {
        if (closed) {
            throw new IllegalStateException("The " + kind.name + " is closed.");
        }
        if (connection == null || System.nanoTime() - sameNanos >= trustNanos) {
            requireSameFile();
        }
        Connection open = connection;
        if (open != null && suspect && !answers(open)) {
            dropConnection();
            open = null;
        }
        suspect = false;
        return open == null ? reconnect() : open;
    }

    private Connection reconnect() {
        try {
            Connection made = new SqliteOpening(path, kind).connect(inDoubt);
            connection = made;
            inDoubt = false;
            identity = FileIdentity.of(path, log);
            return made;
        } catch (SQLException e) {
            throw failure(e);
        } catch (IOException e) {
            dropConnection();
            throw unreachable();
        }
    }

    private void requireSameFile() {
        try {
            // Without a connection the log may have been removed in order, by whoever closed the file last.
            if (identity.isSame(FileIdentity.of(path, log), connection != null)) {
                sameNanos = System.nanoTime();
                return;
            }
            sameNanos = System.nanoTime() - TRUST_NANOS;
        } catch (IOException e) {
            throw unreachable();
        }
        throw kind.failure.apply("The " + kind.name + " " + path
                + " was deleted or replaced while it was in use; put the original back, or restart the process that"
                + " uses it.");
    }

    private RuntimeException unreachable() {
        return kind.failure.apply(
                "The " + kind.name + " " + path + " cannot be reached; check that its folder and its disk are there.");
    }

    private static boolean answers(Connection open) {
        try (Statement statement = open.createStatement()) {
            return statement.execute("PRAGMA schema_version");
        } catch (SQLException e) {
            // The connection is replaced, and whatever is wrong is seen then.
            return false;
        }
    }

    private void dropConnection() {
        Connection dropped = connection;
        connection = null;
        brackets = null;
        if (dropped != null) {
            SqliteOpening.closeQuietly(dropped);
        }
    }

    /**
     * Creates the exception for a file whose content is damaged.
     *
     * @param what the predicate of the sentence, e.g. "contains a value that cannot be read"
     */
    public RuntimeException damaged(String what) {
        return kind.failure.apply("The " + kind.name + " " + path + " " + what + "; restore it from a backup.");
    }

    private RuntimeException failure(SQLException e) {
        return kind.failure.apply(SqliteSentences.running(path, kind.name, e));
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
