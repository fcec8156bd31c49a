package dev.aftm.infrastructure.journal.audit;

import dev.aftm.infrastructure.journal.JournalSchema;
import dev.aftm.infrastructure.journal.PageChecksums;
import dev.aftm.infrastructure.journal.SqliteOrderJournal;
import dev.aftm.infrastructure.journal.event.Event;
import dev.aftm.infrastructure.journal.event.EventChain;
import dev.aftm.infrastructure.journal.event.NewsCodec;
import dev.aftm.infrastructure.journal.event.StateCodec;
import dev.aftm.interactor.port.store.OrderJournal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Reads and verifies a journal: it changes nothing and recomputes every hash itself. The gateway may run at the same time. For
 * one thread.
 */
public final class JournalAudit implements AutoCloseable {

    private static final String COLUMNS = "SELECT seq, at, kind, account, request_id, tag, detail, hash FROM events";

    private static final String INTENTS =
            "('" + StateCodec.INTENDED + "', '" + StateCodec.CHANGE_PREFIX + StateCodec.INTENDED + "')";

    private static final String LAST_INTENT_IS_NOT_THE_ORDERS =
            "SELECT m.account, m.request_id FROM (SELECT account, request_id, MAX(seq) AS last FROM events WHERE kind IN "
                    + INTENTS + " GROUP BY account, request_id) m LEFT JOIN orders o"
                    + " ON o.account = m.account AND o.request_id = m.request_id"
                    + " WHERE o.intent_seq IS NULL OR o.intent_seq <> m.last";

    private static final String ORDER_DOES_NOT_AGREE_WITH_ITS_EVENTS =
            "SELECT o.account, o.request_id FROM orders o LEFT JOIN events i ON i.seq = o.intent_seq"
                    + " LEFT JOIN events s ON s.seq = o.state_seq WHERE i.seq IS NULL OR s.seq IS NULL"
                    + " OR i.kind NOT IN " + INTENTS + " OR i.tag <> o.tag OR s.tag <> o.tag OR s.kind <> o.state"
                    + " OR i.account <> o.account OR i.request_id <> o.request_id";

    private static final String ORDER_HAS_A_LATER_STATE =
            "SELECT o.account, o.request_id, e.kind FROM orders o JOIN events e ON e.tag = o.tag AND e.tag <> ''"
                    + " AND e.seq > o.state_seq";

    private static final String LAST_NOTES =
            "SELECT m.key, m.value, (SELECT MAX(seq) FROM events WHERE kind = SUBSTR(m.key, "
                    + (JournalSchema.LAST_NOTE.length() + 1) + ")) FROM meta m";

    private static final int LOOKS = 3;
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(25).toNanos();

    private final Path file;
    private final Connection connection;

    /**
     * The head of the hash chain.
     *
     * @param count the number of events
     * @param hash the last event's hash, which covers all events; empty if there is no event
     */
    public record Head(long count, String hash) {}

    /**
     * The result of a verification.
     *
     * @param head the last event up to which the chain is intact
     * @param isSealed whether every byte was compared with the checksums of the last orderly stop; if not, only the content was
     *     checked
     * @param findings what is wrong and where, a sentence each; empty if the journal is intact
     */
    public record Verdict(Head head, boolean isSealed, List<String> findings) {

        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Selects events.
     *
     * @param from the number of the first event, 1 or more
     * @param requestId only those of this order; null for all
     * @param kind only those of this kind; null for all
     */
    public record Filter(
            long from, @Nullable String requestId, @Nullable String kind) {}

    private JournalAudit(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a journal for reading.
     *
     * @throws JournalException the file does not exist, or cannot be opened
     */
    public static JournalAudit open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new JournalException(
                    "There is no journal at " + file + "; set DATA_DIR, or DLL_GATEWAY_JOURNAL, as for the gateway.");
        }
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setOpenMode(SQLiteOpenMode.OPEN_URI);
            // Without a write-ahead log, "immutable" creates no further files; with one, it is read and left unchanged.
            boolean isAtRest = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
            String address = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + (isAtRest ? "?immutable=1" : "?mode=ro");
            return new JournalAudit(file, DriverManager.getConnection(address, config.toProperties()));
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static JournalException unreadable(Path file, SQLException e) {
        return new JournalException("The journal " + file + " cannot be read: " + e.getMessage() + ".");
    }

    /** The head of the chain as stored in the last event; only {@link #verify} checks it. */
    public Head head() {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")) {
            return row.next() ? new Head(row.getLong(1), row.getString(2)) : new Head(0, "");
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** The stored hash of an event; empty if there is no event with this number. */
    public Optional<String> hashOf(long seq) {
        try (PreparedStatement query = connection.prepareStatement("SELECT hash FROM events WHERE seq = ?")) {
            query.setLong(1, seq);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** Passes events to a listener, oldest first. */
    public void read(Filter filter, Consumer<AuditEvent> listener) {
        String sql =
                COLUMNS + " WHERE seq >= ? AND (? IS NULL OR request_id = ?) AND (? IS NULL OR kind = ?) ORDER BY seq";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, filter.from());
            query.setString(2, filter.requestId());
            query.setString(3, filter.requestId());
            query.setString(4, filter.kind());
            query.setString(5, filter.kind());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Event event = EventChain.event(rows);
                    listener.accept(new AuditEvent(
                            event.seq(),
                            Instant.ofEpochMilli(event.at()),
                            event.kind(),
                            event.account(),
                            event.requestId(),
                            event.tag(),
                            event.detail(),
                            rows.getString("hash")));
                }
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** The head in the format of {@link PageChecksums}; empty if it cannot be read. */
    private String headText() {
        try {
            Head head = head();
            return head.count() + ":" + head.hash();
        } catch (JournalException unreadable) {
            return "";
        }
    }

    /** Verifies everything: checksums, write-ahead log, database structure, hash chain, and the tables derived from it. */
    public Verdict verify() {
        List<String> findings = new ArrayList<>();
        boolean isSealed = false;
        try {
            Optional<List<String>> seal = PageChecksums.check(file, headText());
            isSealed = seal.isPresent();
            seal.ifPresent(findings::addAll);
            checkLog().ifPresent(findings::add);
        } catch (IOException e) {
            findings.add("The file cannot be read: " + e.getMessage() + ".");
        }
        Head sound = new Head(0, "");
        try {
            checkStructure(findings);
            sound = checkChain(findings);
            checkOrders(findings);
            if (!JournalSchema.isOfOlderVersion(connection)) {
                checkMeta(findings);
            }
        } catch (SQLException e) {
            findings.add("The rest of the database cannot be read: " + e.getMessage() + ".");
        }
        return new Verdict(sound, isSealed, findings);
    }

    /** A running gateway may write the log while it is read, so only a finding that repeats each time counts. */
    private Optional<String> checkLog() throws IOException {
        Optional<String> finding = WriteAheadLog.check(file);
        for (int i = 0; i < LOOKS && finding.isPresent(); i++) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            Optional<String> again = WriteAheadLog.check(file);
            finding = again.equals(finding) ? again : Optional.empty();
        }
        return finding;
    }

    private void checkStructure(List<String> findings) throws SQLException {
        rows("PRAGMA integrity_check(10)", row -> {
            if (!row.getString(1).equals("ok")) {
                findings.add("The database's structure is damaged: " + row.getString(1) + ".");
            }
        });
        JournalSchema.differenceIn(connection).ifPresent(findings::add);
    }

    private Head checkChain(List<String> findings) throws SQLException {
        long count = 0;
        String hash = "";
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS + " ORDER BY seq")) {
            while (rows.next()) {
                Event event = EventChain.event(rows);
                if (event.seq() != count + 1) {
                    findings.add("After event " + count + " comes event " + event.seq()
                            + ": the events between them are missing.");
                    return new Head(count, hash);
                }
                String expected = event.hashAfter(hash);
                if (!expected.equals(rows.getString("hash"))) {
                    findings.add("Event " + event.seq() + " (" + event.kind() + ", " + Instant.ofEpochMilli(event.at())
                            + ") or the event before it was altered.");
                    return new Head(count, hash);
                }
                count = event.seq();
                hash = expected;
            }
        }
        return new Head(count, hash);
    }

    private void checkOrders(List<String> findings) throws SQLException {
        rows(
                LAST_INTENT_IS_NOT_THE_ORDERS,
                row -> findings.add("The order " + row.getString(2) + " of account " + row.getString(1)
                        + " is missing from the table of orders, or has another intent there."));
        rows(
                ORDER_DOES_NOT_AGREE_WITH_ITS_EVENTS,
                row -> findings.add("The order " + row.getString(2) + " of account " + row.getString(1)
                        + " differs between the table of orders and its events."));
        rows(ORDER_HAS_A_LATER_STATE, row -> {
            if (!NewsCodec.isNews(row.getString(3))) {
                findings.add("The order " + row.getString(2) + " of account " + row.getString(1)
                        + " has an earlier state in the table of orders than in its events.");
            }
        });
    }

    private void checkMeta(List<String> findings) throws SQLException {
        String[] prefix = {null};
        rows(LAST_NOTES, row -> {
            String key = row.getString(1);
            if (key.equals(SqliteOrderJournal.TAG_PREFIX)) {
                prefix[0] = row.getString(2);
            } else if (!key.startsWith(JournalSchema.LAST_NOTE)
                    || !row.getString(2).equals(row.getString(3))) {
                findings.add("The table meta has an entry \"" + key + "\" that contradicts the events.");
            }
        });
        rows("SELECT tag FROM events WHERE tag <> '' ORDER BY seq DESC LIMIT 1", row -> {
            if (prefix[0] == null || !row.getString(1).startsWith(prefix[0] + "-")) {
                findings.add("The tag prefix in the table meta differs from that of the orders.");
            }
        });
        rows(
                "SELECT kind, MAX(seq) FROM events WHERE tag = '' AND NOT EXISTS (SELECT 1 FROM meta WHERE key = '"
                        + JournalSchema.LAST_NOTE + "' || kind) GROUP BY kind",
                row -> findings.add("The table meta lacks the last note \"" + row.getString(1) + "\"."));
    }

    private interface RowReader {
        void take(ResultSet row) throws SQLException;
    }

    private void rows(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.take(rows);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }
}
