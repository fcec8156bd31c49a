package dev.aftm.infrastructure.sqlite;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

/** Creates an SQLite file of a kind, and opens connections to it. */
final class SqliteOpening {

    private final Path path;
    private final SqliteFile.Kind kind;

    SqliteOpening(Path path, SqliteFile.Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** Checked first, because the driver's own message would only say that there was an error. */
    void requireNativeLibrary() {
        boolean isThere;
        try {
            isThere = SQLiteJDBCLoader.initialize();
        } catch (Exception notLoadable) {
            isThere = false;
        }
        if (!isThere) {
            throw refused("cannot be opened, because SQLite's library cannot be loaded from "
                    + System.getProperty("java.io.tmpdir")
                    + "; this folder must be writable, have free space and allow execution.");
        }
    }

    /**
     * Creates the file with its tables. It gets its name when it is complete, so that an empty file under this name is always one
     * that has lost its content. Two processes may do so at once: the second one finds the file of the first.
     */
    void create() throws IOException, SQLException {
        Path folder = path.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, path.getFileName() + "-", ".new");
        try {
            PrivateFiles.closeFile(draft);
            try (Connection made = driver(draft);
                    Statement statement = made.createStatement()) {
                // Nobody else knows the draft, and it is worth nothing before it is complete.
                statement.execute("PRAGMA journal_mode = MEMORY");
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("PRAGMA application_id = " + kind.applicationId());
                statement.execute("PRAGMA user_version = " + kind.schemaVersion());
                for (String sql : kind.schema()) {
                    statement.execute(sql);
                }
                statement.execute("COMMIT");
            }
            publish(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its file is as good.
            return;
        } catch (UnsupportedOperationException | IOException withoutLinks) {
            Files.move(draft, path);
        }
        PrivateFiles.forceFolder(path);
    }

    /**
     * Opens a connection to the existing file and checks it.
     *
     * @param settle whether to overwrite what a failed commit may have left in the log
     */
    Connection connect(boolean settle) throws SQLException, IOException {
        if (Files.size(path) == 0) {
            throw refused(
                    path + " is an empty file, so it has lost its content; restore it from a backup, or move it away to"
                            + " start with a new one.");
        }
        Connection connection = driver(path);
        try {
            prepare(connection, settle);
            return connection;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** Why the existing file must not be used; empty if it can be, or if the disk or the permissions are the trouble. */
    String finding() throws IOException {
        try {
            closeQuietly(connect(false));
            return "";
        } catch (SQLException e) {
            return SqliteSentences.isDamage(e) ? SqliteSentences.opening(path, kind.name(), e) : "";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    RuntimeException unusable() {
        return refused(path + " cannot be created or read; choose a folder that is writable and has free space.");
    }

    private static Connection driver(Path file) throws SQLException {
        Properties options = new Properties();
        // Not used here; the driver would run an extra query after each insert.
        options.setProperty("jdbc.get_generated_keys", "false");
        // Never creates a file: one that is gone must not be replaced by an empty one.
        options.setProperty(
                "open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.OPEN_URI.flag));
        return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), options);
    }

    private void prepare(Connection connection, boolean settle) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + kind.patience().toMillis());
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + kind.synchronous());
            // Two processes may upgrade a file at once: the second one finds it done.
            statement.execute("BEGIN IMMEDIATE");
            checkSchema(statement);
            // On a failure the caller closes the connection, which ends the transaction as well.
            statement.execute("COMMIT");
            if (settle) {
                overwriteLog(statement);
            }
        }
    }

    /**
     * Writes one page that changes nothing. It takes the place of whatever follows the last valid commit in the log, so that
     * what is read now is also read after a crash.
     */
    static void overwriteLog(Statement statement) throws SQLException {
        int version = number(statement, "PRAGMA user_version");
        statement.execute("PRAGMA user_version = " + version);
    }

    private void checkSchema(Statement statement) throws SQLException {
        int version = number(statement, "PRAGMA user_version");
        int application = number(statement, "PRAGMA application_id");
        if (application != kind.applicationId()) {
            throw kind.failure()
                    .apply("The file " + path + " is not a " + kind.name()
                            + " of AFTM; move it away, or choose another path.");
        } else if (version > kind.schemaVersion()) {
            throw refused(path + " was written by a newer version of AFTM (schema " + version
                    + "; this version supports up to " + kind.schemaVersion() + "); use that newer version.");
        } else if (version < 1) {
            throw refused(path + " contains no tables; restore it from a backup.");
        } else if (version < kind.schemaVersion()) {
            for (String sql : kind.upgrades().subList(version - 1, kind.schemaVersion() - 1).stream()
                    .flatMap(List::stream)
                    .toList()) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA user_version = " + kind.schemaVersion());
        }
    }

    private RuntimeException refused(String predicate) {
        return kind.failure().apply("The " + kind.name() + " " + predicate);
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is given up because of a failure, which is reported; that it cannot even be closed adds nothing.
        }
    }
}
