package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.port.store.OrderJournal.JournalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The journal's tables. A commit writes every page that it touches, so there are as few B-trees as possible: events need no index
 * for their number, because it is the row id, and only unsettled orders are indexed.
 */
public final class JournalSchema {

    /** Prefix of the keys in {@code meta} that point to the last note of each kind. */
    public static final String LAST_NOTE = "last_note_";

    /** Selects orders and changes without a final state; a query must contain exactly this text to use the index. */
    static final String UNSETTLED = "state IN ('intended', 'unknown', 'change_intended', 'change_unknown')";

    /** "aftj" in ASCII. */
    private static final int APPLICATION_ID = 0x6166746A;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)";

    private static final String EVENTS =
            "CREATE TABLE events (seq INTEGER PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL,"
                    + " account TEXT NOT NULL, request_id TEXT NOT NULL, tag TEXT NOT NULL, detail TEXT NOT NULL,"
                    + " hash TEXT NOT NULL)";

    private static final String ORDERS = "CREATE TABLE orders (account TEXT NOT NULL, request_id TEXT NOT NULL,"
            + " tag TEXT NOT NULL, state TEXT NOT NULL, intent_seq BIGINT NOT NULL, state_seq BIGINT NOT NULL,"
            + " PRIMARY KEY (account, request_id)) WITHOUT ROWID";

    private static final String UNSETTLED_ORDERS =
            "CREATE INDEX orders_unsettled ON orders (intent_seq) WHERE " + UNSETTLED;

    /** Tags are assigned in ascending order, so that this index grows in few places, however large it is. */
    private static final String EVENTS_BY_TAG = "CREATE INDEX events_by_tag ON events (tag) WHERE tag <> ''";

    private static final List<String> TABLES = List.of(META, EVENTS, ORDERS, UNSETTLED_ORDERS, EVENTS_BY_TAG);

    private static final List<List<String>> UPGRADES = List.of(
            List.of(EVENTS_BY_TAG),
            List.of(
                    "ALTER TABLE events RENAME TO events_before",
                    "ALTER TABLE orders RENAME TO orders_before",
                    EVENTS,
                    ORDERS,
                    "INSERT INTO events SELECT seq, at, kind, account, request_id, tag, detail, hash FROM events_before"
                            + " ORDER BY seq",
                    "INSERT INTO orders SELECT account, request_id, tag, state, intent_seq, state_seq FROM orders_before",
                    "DROP TABLE events_before",
                    "DROP TABLE orders_before",
                    UNSETTLED_ORDERS,
                    EVENTS_BY_TAG));

    private JournalSchema() {}

    /** Describes the journal's file. */
    static SqliteFile.Kind kind(String synchronous) {
        return new SqliteFile.Kind(
                "journal", APPLICATION_ID, TABLES, UPGRADES, synchronous, PATIENCE, JournalException::new);
    }

    /** Whether an older version wrote the file; the gateway upgrades its tables when it opens it. */
    public static boolean isOfOlderVersion(Connection connection) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        return version > 0 && version <= UPGRADES.size();
    }

    /** A sentence if a file's header or tables differ from a journal's; empty if they are correct. */
    public static Optional<String> differenceIn(Connection connection) throws SQLException {
        if (isOfOlderVersion(connection)) {
            return Optional.of(
                    "An older version of AFTM wrote the journal, or its header was altered; start the gateway once, and"
                            + " verify the journal again.");
        }
        if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            return Optional.of("The database's header was altered: it is not marked as a journal.");
        }
        int version = number(connection, "PRAGMA user_version");
        if (version != UPGRADES.size() + 1) {
            return Optional.of(
                    "The database's header was altered, or another version of AFTM wrote it (schema " + version + ").");
        }
        Set<String> actual = new TreeSet<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) {
            while (rows.next()) {
                actual.add(rows.getString(1));
            }
        }
        return actual.equals(new TreeSet<>(TABLES))
                ? Optional.empty()
                : Optional.of("The database's tables were altered.");
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
