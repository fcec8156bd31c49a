package dev.aftm.infrastructure.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's error codes mean for people, and for the connection. */
final class SqliteSentences {

    /** After these errors a connection works as before; after others it may not, e.g. because a file was opened read-only. */
    private static final Set<SQLiteErrorCode> SPARE_THE_CONNECTION = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_TOOBIG,
            SQLiteErrorCode.SQLITE_ERROR);

    private SqliteSentences() {}

    /** Why a file cannot be opened. */
    static String opening(Path path, String name, SQLException e) {
        String sentence = ofTheDisk(path, name, e);
        return sentence == null
                ? "The " + name + " " + path + " cannot be opened: " + reason(e)
                        + " Restore it from a backup, or move it away to start with an empty one."
                : sentence;
    }

    /** Why an open file cannot be used. */
    static String running(Path path, String name, SQLException e) {
        String sentence = ofTheDisk(path, name, e);
        return sentence == null ? "The " + name + " " + path + " cannot be used: " + reason(e) : sentence;
    }

    private static @Nullable String ofTheDisk(Path path, String name, SQLException e) {
        String file = "The " + name + " " + path;
        return switch (code(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                file + " is locked by another program; close that program, or try again.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                file + " cannot be written; check its permissions and those of its folder.";
            case SQLITE_FULL -> file + " cannot be written, because the disk is full; free some space.";
            case SQLITE_IOERR ->
                file + " cannot be read or written, because the disk reports an error; check the disk and its free"
                        + " space.";
            default -> null;
        };
    }

    /** Whether a commit that failed so has certainly written nothing that a crash could bring back. */
    static boolean leavesNoTrace(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_FULL || code(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** Whether the file's content is at fault. */
    static boolean isDamage(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_CORRUPT || code(e) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    static boolean sparesTheConnection(SQLException e) {
        return SPARE_THE_CONNECTION.contains(code(e));
    }

    private static SQLiteErrorCode code(SQLException e) {
        // The lowest byte of an extended code is the primary code.
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    }

    private static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }
}
