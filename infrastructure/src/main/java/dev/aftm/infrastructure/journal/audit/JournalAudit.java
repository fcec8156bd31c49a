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
 * Reads a journal as a witness would: it changes nothing, and believes nothing that it has not added up itself. The gateway may
 * be at work meanwhile. For one thread.
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
     * The end of the chain.
     *
     * @param count how many events there are
     * @param hash the last one's, which stands for all; empty where there is none
     */
    public record Head(long count, String hash) {}

    /**
     * What was found out.
     *
     * @param head the end of the chain, as far as it is sound
     * @param isSealed whether every byte was compared with what it was when the gateway stopped; where not, only what
     *     means something was
     * @param findings what is wrong, a sentence each with its place; empty where the journal is sound
     */
    public record Verdict(Head head, boolean isSealed, List<String> findings) {

        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Which events.
     *
     * @param from the first one's number, 1 or more
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
     * @throws JournalException there is none, or it cannot be read at all
     */
    public static JournalAudit open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new JournalException("There is no journal at " + file
                    + "; DATA_DIR, or DLL_GATEWAY_JOURNAL, must be that" + " of the gateway.");
        }
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setOpenMode(SQLiteOpenMode.OPEN_URI);
            // At rest not even the files that belong to a log are made; with a log, it is read as well and left as it
            // is.
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

    /** The end of the chain, as the last event tells it; {@link #verify} says whether that is true. */
    public Head head() {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")) {
            return row.next() ? new Head(row.getLong(1), row.getString(2)) : new Head(0, "");
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** The hash of an event; empty where there is none of this number. */
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

    /** Gives events to a listener, oldest first. */
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

    /** The end of the chain, as a seal holds it; empty where it cannot be read. */
    private String headText() {
        try {
            Head head = head();
            return head.count() + ":" + head.hash();
        } catch (JournalException e) {
            return "";
        }
    }

    /** Looks at everything: the bytes, the database's structure, the chain, and what is derived from it. */
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
            findings.add("The database cannot be read any further: " + e.getMessage() + ".");
        }
        return new Verdict(sound, isSealed, findings);
    }

    /** A gateway at work writes the log while it is being read: only what is found every time is so. */
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
                            + ": what was between them is missing.");
                    return new Head(count, hash);
                }
                String expected = event.hashAfter(hash);
                if (!expected.equals(rows.getString("hash"))) {
                    findings.add("Event " + event.seq() + " (" + event.kind() + ", " + Instant.ofEpochMilli(event.at())
                            + ") was altered, or the one before it was.");
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
                        + " is missing from the table of orders, or stands there with another intent."));
        rows(
                ORDER_DOES_NOT_AGREE_WITH_ITS_EVENTS,
                row -> findings.add("The order " + row.getString(2) + " of account " + row.getString(1)
                        + " stands in the table of orders otherwise than its events say."));
        rows(ORDER_HAS_A_LATER_STATE, row -> {
            if (!NewsCodec.isNews(row.getString(3))) {
                findings.add("The order " + row.getString(2) + " of account " + row.getString(1)
                        + " stands in the table of orders in an earlier state than its events say.");
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
                findings.add("The table meta has an entry \"" + key + "\" that does not agree with the events.");
            }
        });
        rows("SELECT tag FROM events WHERE tag <> '' ORDER BY seq DESC LIMIT 1", row -> {
            if (prefix[0] == null || !row.getString(1).startsWith(prefix[0] + "-")) {
                findings.add("The table meta has another tag prefix than the orders.");
            }
        });
        rows(
                "SELECT kind, MAX(seq) FROM events WHERE tag = '' AND NOT EXISTS (SELECT 1 FROM meta WHERE key = '"
                        + JournalSchema.LAST_NOTE + "' || kind) GROUP BY kind",
                row -> findings.add("The table meta lacks the last note \"" + row.getString(1) + "\"."));
    }

    /** Something to do with a row. */
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
