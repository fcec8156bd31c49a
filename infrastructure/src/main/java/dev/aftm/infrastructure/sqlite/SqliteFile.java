package dev.aftm.infrastructure.sqlite;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;

/**
 * One connection to an SQLite file in write-ahead-log mode. A file that is damaged, foreign or of a newer version is rejected,
 * never replaced. For one thread at a time.
 */
public final class SqliteFile implements AutoCloseable {

    private final Path path;
    private final Kind kind;
    private final Connection connection;
    private @Nullable Brackets brackets;

    /** The statements that begin and end a transaction, prepared once. */
    private record Brackets(PreparedStatement begin, PreparedStatement commit, PreparedStatement rollback) {

        static Brackets of(Connection connection) throws SQLException {
            return new Brackets(
                    connection.prepareStatement("BEGIN IMMEDIATE"),
                    connection.prepareStatement("COMMIT"),
                    connection.prepareStatement("ROLLBACK"));
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

        private int schemaVersion() {
            return upgrades.size() + 1;
        }
    }

    /**
     * Work on the connection.
     *
     * @param <T> the type of its result
     */
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private SqliteFile(Path path, Kind kind, Connection connection) {
        this.path = path;
        this.kind = kind;
        this.connection = connection;
    }

    /**
     * Opens a file, or creates one that only its owner can read. Upgrades a file of an older version. Fails with the exception
     * of {@link Kind#failure}.
     */
    public static SqliteFile open(Path path, Kind kind) {
        requireNativeLibrary(kind);
        try {
            PrivateFiles.makeFile(path);
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath(), options());
            SqliteFile file = new SqliteFile(path, kind, connection);
            try {
                file.prepare();
                return file;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw kind.failure.apply(
                    "The " + kind.name + " " + path + " cannot be created; choose a folder that is writable.");
        } catch (SQLException e) {
            throw kind.failure.apply(openingSentence(path, kind, e));
        }
    }

    private static Properties options() {
        Properties options = new Properties();
        // Not used here; the driver would run an extra query after each insert.
        options.setProperty("jdbc.get_generated_keys", "false");
        return options;
    }

    /** Checked first, because the driver's own message would only say that there was an error. */
    private static void requireNativeLibrary(Kind kind) {
        boolean isThere;
        try {
            isThere = SQLiteJDBCLoader.initialize();
        } catch (Exception notLoadable) {
            isThere = false;
        }
        if (!isThere) {
            throw kind.failure.apply(
                    "The " + kind.name + " cannot be opened, because SQLite's library cannot be loaded from "
                            + System.getProperty("java.io.tmpdir")
                            + "; this folder must be writable and allow execution.");
        }
    }

    private static String openingSentence(Path path, Kind kind, SQLException e) {
        String file = "The " + kind.name + " " + path;
        if (is(e, SQLiteErrorCode.SQLITE_BUSY) || is(e, SQLiteErrorCode.SQLITE_LOCKED)) {
            return file + " is locked by another program; close that program, or try again.";
        }
        if (is(e, SQLiteErrorCode.SQLITE_READONLY) || is(e, SQLiteErrorCode.SQLITE_CANTOPEN)) {
            return file + " cannot be written; check its permissions and those of its folder.";
        }
        if (is(e, SQLiteErrorCode.SQLITE_FULL)) {
            return file + " cannot be written, because the disk is full; free some space.";
        }
        return file + " cannot be opened: " + reason(e)
                + " Restore it from a backup, or move it away to start with an empty one.";
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + kind.patience.toMillis());
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + kind.synchronous);
            // Two processes may open a new file at once: the second one finds the tables created.
            statement.execute("BEGIN IMMEDIATE");
            try {
                makeOrCheckSchema(statement);
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private void makeOrCheckSchema(Statement statement) throws SQLException {
        int version = number(statement, "PRAGMA user_version");
        int application = number(statement, "PRAGMA application_id");
        int tables = number(statement, "SELECT COUNT(*) FROM sqlite_master");
        if (version == 0 && tables == 0) {
            statement.execute("PRAGMA application_id = " + kind.applicationId);
            statement.execute("PRAGMA user_version = " + kind.schemaVersion());
            for (String sql : kind.schema) {
                statement.execute(sql);
            }
        } else if (application != kind.applicationId) {
            throw kind.failure.apply(
                    "The file " + path + " is not a " + kind.name + " of AFTM; move it away, or choose another path.");
        } else if (version > kind.schemaVersion()) {
            throw kind.failure.apply(
                    "The " + kind.name + " " + path + " was written by a newer version of AFTM (schema " + version
                            + "; this version supports up to " + kind.schemaVersion() + "); use that newer version.");
        } else if (version < kind.schemaVersion()) {
            for (String sql : kind.upgrades.subList(version - 1, kind.schemaVersion() - 1).stream()
                    .flatMap(List::stream)
                    .toList()) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA user_version = " + kind.schemaVersion());
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Runs a query outside a transaction and returns its result. */
    public <T> T read(Work<T> work) {
        try {
            return work.with(connection);
        } catch (IllegalArgumentException e) {
            throw damaged("contains a value that cannot be read");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs the work in one transaction: commits it, or rolls it back on an exception. */
    public <T> T write(Work<T> work) {
        try {
            Brackets around = brackets == null ? Brackets.of(connection) : brackets;
            brackets = around;
            around.begin().execute();
            try {
                T result = work.with(connection);
                around.commit().execute();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(around.rollback());
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** SQLite may already have rolled back by itself, e.g. because the disk is full; that is no error. */
    private static void rollBack(PreparedStatement rollback) {
        try {
            rollback.execute();
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw new IllegalStateException("A transaction could not be rolled back.", e);
            }
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
        if (is(e, SQLiteErrorCode.SQLITE_FULL)) {
            return kind.failure.apply("The " + kind.name + " cannot be written, because the disk is full.");
        }
        return kind.failure.apply("The " + kind.name + " " + path + " cannot be used: " + reason(e));
    }

    private static boolean is(SQLException e, SQLiteErrorCode code) {
        // The lowest byte of an extended code is the primary code.
        return (e.getErrorCode() & 0xff) == code.code;
    }

    private static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
