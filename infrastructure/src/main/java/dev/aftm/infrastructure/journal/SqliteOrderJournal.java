package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.OrderJournal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The journal in one SQLite file: a table of events to which rows are only ever appended, each chained to the last by a
 * hash, and a table of orders that points to the events that an order's state follows from. One commit a group.
 *
 * <p>Writes go over one connection, by the thread that owns the exchange; reads over another, one at a time. A file beside
 * it is locked for as long as the journal is open, so that no second gateway can use it.
 */
public final class SqliteOrderJournal implements OrderJournal {

    /** How much a commit survives. */
    public enum Sync {
        /** The loss of power. */
        FULL,
        /** The process being killed; a loss of power may take the last instant. */
        NORMAL
    }

    private static final String NAME = "journal";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** "aftj" in ASCII. */
    private static final int APPLICATION_ID = 0x6166746A;

    private static final int EVENTS_CHECKED_AT_START = 1000;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
            "CREATE TABLE events (seq BIGINT PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL,"
                    + " account TEXT NOT NULL, request_id TEXT NOT NULL, tag TEXT NOT NULL, detail TEXT NOT NULL,"
                    + " hash TEXT NOT NULL)",
            "CREATE TABLE orders (account TEXT NOT NULL, request_id TEXT NOT NULL, tag TEXT NOT NULL UNIQUE,"
                    + " state TEXT NOT NULL, intent_seq BIGINT NOT NULL, state_seq BIGINT NOT NULL,"
                    + " PRIMARY KEY (account, request_id))",
            "CREATE INDEX orders_by_state ON orders (state)");

    private static final String ORDERS =
            "SELECT o.account, o.request_id, o.tag, o.state, o.intent_seq, o.state_seq" + " FROM orders o";

    private final Clock clock;
    private final FileChannel lock;
    private final SqliteFile writer;
    private final SqliteFile reader;
    private final String prefix;
    private final AtomicLong unknown = new AtomicLong();
    private EventChain chain = EventChain.empty();

    /**
     * Opens the journal, or makes a new one that only its owner can read.
     *
     * @throws JournalException it is damaged, foreign, newer, read-only, locked, or in use; the message says what to do
     */
    public SqliteOrderJournal(Path path, Sync sync, Clock clock) {
        this.clock = clock;
        lock = lock(path);
        try {
            SqliteFile.Kind kind =
                    new SqliteFile.Kind(NAME, APPLICATION_ID, 1, SCHEMA, sync.name(), PATIENCE, JournalException::new);
            writer = SqliteFile.open(path, kind);
            reader = SqliteFile.open(path, kind);
            checkFile();
            prefix = writer.write(SqliteOrderJournal::prefix);
            unknown.set(reader.read(connection -> count(connection, StateCodec.UNKNOWN)));
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static FileChannel lock(Path path) {
        Path file = path.resolveSibling(path.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw inUse(path);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        } catch (IOException e) {
            throw new JournalException(
                    "The journal " + path + " cannot be written; see to its permissions and those of its folder.");
        }
    }

    private static JournalException inUse(Path path) {
        return new JournalException(
                "The journal " + path + " is in use by another gateway; stop that one, or choose another DATA_DIR.");
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("The journal's lock could not be released.");
        }
    }

    /** Looks at the file's structure, at the end of the chain, and at every order that still matters. */
    private void checkFile() {
        String verdict = reader.read(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
                row.next();
                return row.getString(1);
            }
        });
        if (!"ok".equals(verdict)) {
            throw reader.damaged("is damaged (" + verdict + ")");
        }
        chain = reader.read(connection -> EventChain.tail(connection, EVENTS_CHECKED_AT_START))
                .orElseThrow(() -> reader.damaged("has an event that was altered or is missing"));
        var unused = unresolved();
    }

    private static String prefix(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT value FROM meta WHERE key = 'tag_prefix'");
                ResultSet row = query.executeQuery()) {
            if (row.next()) {
                return row.getString(1);
            }
        }
        String made = Tags.randomPrefix();
        try (var insert = connection.prepareStatement("INSERT INTO meta (key, value) VALUES ('tag_prefix', ?)")) {
            insert.setString(1, made);
            insert.executeUpdate();
        }
        return made;
    }

    private static long count(Connection connection, String state) throws SQLException {
        try (var query = connection.prepareStatement("SELECT COUNT(*) FROM orders WHERE state = ?")) {
            query.setString(1, state);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public synchronized Optional<Entry> find(OrderKey key) {
        List<Entry> found =
                select(ORDERS + " WHERE o.account = ? AND o.request_id = ?", key.account(), key.requestId());
        return found.stream().findFirst();
    }

    @Override
    public synchronized List<Entry> unresolved() {
        return select(
                ORDERS + " WHERE o.state IN (?, ?) ORDER BY o.intent_seq", StateCodec.INTENDED, StateCodec.UNKNOWN);
    }

    @Override
    public synchronized List<Entry> withoutIdSince(Instant since) {
        return select(
                ORDERS + " JOIN events e ON e.seq = o.intent_seq WHERE e.at >= ? AND o.request_id LIKE ?"
                        + " ORDER BY o.intent_seq",
                since.toEpochMilli(),
                OrderKey.OWN_ID_MARK + "%");
    }

    private List<Entry> select(String sql, Object... parameters) {
        return reader.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    query.setObject(i + 1, parameters[i]);
                }
                try (ResultSet rows = query.executeQuery()) {
                    List<Entry> entries = new ArrayList<>();
                    while (rows.next()) {
                        entries.add(entry(connection, rows));
                    }
                    return entries;
                }
            }
        });
    }

    /** An order's record, made from its events, whose hashes are checked: a wrong answer is worse than none. */
    private Entry entry(Connection connection, ResultSet row) throws SQLException {
        Event intent = sound(connection, row.getLong("intent_seq"));
        Event last = sound(connection, row.getLong("state_seq"));
        String state = row.getString("state");
        boolean agrees = intent.account().equals(row.getString("account"))
                && intent.requestId().equals(row.getString("request_id"))
                && intent.tag().equals(row.getString("tag"))
                && last.tag().equals(row.getString("tag"));
        if (!agrees) {
            throw reader.damaged("has an order that does not agree with its events");
        }
        StateCodec.Intent intended = StateCodec.readIntent(intent.detail());
        State read = StateCodec.readState(last);
        if (!StateCodec.nameOf(read).equals(state)) {
            throw reader.damaged("has an order that does not agree with its events");
        }
        return new Entry(
                new OrderKey(intent.account(), intent.requestId()),
                intent.tag(),
                intended.order(),
                Instant.ofEpochMilli(intent.at()),
                intended.tradingDay(),
                read);
    }

    private Event sound(Connection connection, long seq) throws SQLException {
        return EventChain.sound(connection, seq)
                .orElseThrow(() -> reader.damaged("has an event that was altered or is missing (number " + seq + ")"));
    }

    @Override
    public List<Entry> recordIntents(List<OrderRequest> requests, LocalDate tradingDay) {
        Instant now = clock.now();
        return write(next -> {
            List<Entry> entries = new ArrayList<>(requests.size());
            for (OrderRequest request : requests) {
                String tag = Tags.tag(prefix, next.nextSeq());
                OrderKey key = Tags.keyOf(request, tag);
                State intended = new State.Intended();
                long seq = next.append(
                        now,
                        StateCodec.nameOf(intended),
                        key,
                        tag,
                        StateCodec.writeIntent(request.order(), tradingDay));
                next.upsertOrder(key, tag, StateCodec.nameOf(intended), seq);
                entries.add(new Entry(key, tag, request.order(), now, tradingDay, intended));
            }
            return entries;
        });
    }

    @Override
    public void recordOutcomes(List<Outcome> outcomes) {
        Instant now = clock.now();
        long change = write(next -> {
            long unknowns = 0;
            for (Outcome outcome : outcomes) {
                unknowns += next.changeState(now, outcome.key(), outcome.state(), "");
            }
            return unknowns;
        });
        unknown.addAndGet(change);
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        Instant now = clock.now();
        unknown.addAndGet(write(next -> next.changeState(now, key, state, by + ": " + reason)));
    }

    @Override
    public void note(String kind, String detail) {
        Instant now = clock.now();
        var unused = write(next -> next.append(now, kind, new OrderKey("", ""), "", detail));
    }

    /** Something that appends to the journal in one commit. */
    private interface Append<T> {
        T to(JournalWrite next) throws SQLException;
    }

    private <T> T write(Append<T> append) {
        JournalWrite[] done = new JournalWrite[1];
        T result = writer.write(connection -> {
            try (JournalWrite next = new JournalWrite(connection, chain)) {
                T written = append.to(next);
                done[0] = next;
                return written;
            }
        });
        chain = done[0].chain();
        return result;
    }

    @Override
    public long unknownCount() {
        return unknown.get();
    }

    @Override
    public synchronized void close() {
        reader.close();
        writer.close();
        release(lock);
    }
}
