package dev.aftm.infrastructure.store;

import dev.aftm.interactor.port.StrategyStore.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.sqlite.SQLiteErrorCode;

/** The SQLite file under the strategy's store: opening, checking, transactions, and errors as sentences. */
final class SqliteFile implements AutoCloseable {

    /** "aftm" in ASCII, written into the file's header so that a foreign file is recognised. */
    private static final int APPLICATION_ID = 0x6166746D;

    private static final int SCHEMA_VERSION = 1;
    private static final int STORE_ID_BYTES = 8;
    private static final int BUSY_TIMEOUT_MILLIS = 5000;

    private final Path path;
    private final Connection connection;

    /** Something to do with the connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private SqliteFile(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
    }

    static SqliteFile open(Path path) {
        try {
            makeOwnerOnly(path);
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
            SqliteFile file = new SqliteFile(path, connection);
            try {
                file.prepare();
                return file;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("The strategy's store " + path + " cannot be made; choose another DATA_DIR.");
        } catch (SQLException e) {
            throw new StoreException(
                    isLocked(e)
                            ? "The strategy's store " + path
                                    + " is locked by another program; close that, or try again."
                            : "The strategy's store " + path + " cannot be opened: " + reason(e)
                                    + " Restore it from a backup, or move it away to begin with an empty one.");
        }
    }

    private static void makeOwnerOnly(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            // Two processes may meet on a new file: whoever comes second finds it made.
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
            makeSchema(statement);
        } else if (application != APPLICATION_ID) {
            throw new StoreException(
                    "The file " + path + " belongs to another program; move it away, or choose another DATA_DIR.");
        } else if (version > SCHEMA_VERSION) {
            throw new StoreException("The strategy's store " + path + " was written by a newer version of AFTM (schema "
                    + version + ", this one knows " + SCHEMA_VERSION + "); use that version.");
        }
    }

    private static void makeSchema(Statement statement) throws SQLException {
        byte[] id = new byte[STORE_ID_BYTES];
        new SecureRandom().nextBytes(id);
        for (String sql : new String[] {
            "PRAGMA application_id = " + APPLICATION_ID,
            "PRAGMA user_version = " + SCHEMA_VERSION,
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
            "INSERT INTO meta VALUES ('store_id', '" + HexFormat.of().formatHex(id) + "')",
            // AUTOINCREMENT: a condition's number is never given out again, even after its removal.
            "CREATE TABLE conditions (id INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL,"
                    + " trigger_price TEXT NOT NULL, quantity INTEGER NOT NULL, turning_point TEXT NOT NULL,"
                    + " take_profit_point TEXT NOT NULL, stop_loss_point TEXT NOT NULL, following INTEGER NOT NULL,"
                    + " item_code TEXT, state TEXT NOT NULL)",
            "CREATE TABLE signals (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                    + " condition_id INTEGER NOT NULL, time INTEGER NOT NULL, item_code TEXT NOT NULL,"
                    + " side TEXT NOT NULL, quantity INTEGER NOT NULL, price TEXT NOT NULL, reason TEXT NOT NULL,"
                    + " expires_at INTEGER NOT NULL)",
            "CREATE TABLE feeds (feed_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, signals INTEGER NOT NULL)"
        }) {
            statement.execute(sql);
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    <T> T read(Work<T> work) {
        try {
            return work.with(connection);
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The strategy's store " + path + " holds something that cannot be read; restore it from a backup.");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Does the work in one transaction, wholly or not at all. */
    <T> T write(Work<T> work) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                T result = work.with(connection);
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static boolean isLocked(SQLException e) {
        return e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code
                || e.getErrorCode() == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    private StoreException failure(SQLException e) {
        return new StoreException("The strategy's store " + path + " cannot be used: " + reason(e));
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
