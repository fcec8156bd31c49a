package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.infrastructure.journal.event.EventChain;
import dev.aftm.infrastructure.journal.event.NewsCodec;
import dev.aftm.infrastructure.journal.event.StateCodec;
import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in one SQLite file. An append-only table holds the events, each chained to the previous one by a hash. A table of
 * orders points to the events that determine each order's state. Each group of events is one commit.
 *
 * <p>The execution thread writes through one connection; reads use another, one at a time, from any thread. A lock file beside
 * the journal is locked as long as the journal is open, so that no second gateway can use it.
 */
public final class SqliteOrderJournal implements OrderJournal {

    /** What a commit survives. */
    public enum Sync {
        /** A power loss. */
        FULL,
        /** A kill of the process; a power loss may lose the most recent commits. */
        NORMAL
    }

    private static final int EVENTS_CHECKED_AT_START = 1000;

    /** The key in {@code meta} of the journal's tag prefix. */
    public static final String TAG_PREFIX = "tag_prefix";

    private static final Logger LOG = LoggerFactory.getLogger(SqliteOrderJournal.class);

    private final Clock clock;
    private final Path path;
    private final FileChannel lock;
    private final SqliteFile writer;
    private final SqliteFile reader;
    private final JournalReader reads;
    private final WalCheckpointer checkpointer;
    private final String prefix;
    private final AtomicLong unknown = new AtomicLong();
    private EventChain chain = EventChain.empty();
    /** The end of the chain, including what the current transaction appends; not committed yet. */
    private EventChain appended = EventChain.empty();

    private @Nullable JournalAppender appending;

    /**
     * Opens the journal, or creates one that only its owner can read.
     *
     * @throws JournalException the file is damaged, foreign, of a newer version, read-only, locked, or in use; the message says
     *     what to do
     */
    public SqliteOrderJournal(Path path, Sync sync, Clock clock) {
        this.clock = clock;
        this.path = path;
        lock = lock(path);
        try {
            unseal(path);
            SqliteFile.Kind kind = JournalSchema.kind(sync.name());
            writer = SqliteFile.open(path, kind);
            reader = SqliteFile.open(path, kind);
            reads = new JournalReader(reader);
            checkFile();
            prefix = writer.write(SqliteOrderJournal::prefix);
            unknown.set(reads.unknownCount());
            var unused = writer.read(WalCheckpointer::leaveToOthers);
            checkpointer = new WalCheckpointer(SqliteFile.open(path, kind), path);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static FileChannel lock(Path path) {
        Path file = path.resolveSibling(path.getFileName() + ".lock");
        try {
            PrivateFiles.makeFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
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
                    "The journal " + path + " cannot be written; check its permissions and those of its folder.");
        }
    }

    private static void unseal(Path path) {
        try {
            PageChecksums.remove(path);
        } catch (IOException e) {
            throw new JournalException(
                    "The checksum file of the journal " + path + " cannot be removed; check its permissions.");
        }
    }

    private static JournalException inUse(Path path) {
        return new JournalException("The journal " + path
                + " is in use by another gateway; stop that gateway, or choose another" + " DATA_DIR.");
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("The journal's lock could not be released.");
        }
    }

    /** Checks the file's structure, the newest events of the chain, and every unresolved order. */
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
                .orElseThrow(() -> reader.damaged("contains an event that was altered or is missing"));
        var unused = unresolved();
    }

    private static String prefix(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT value FROM meta WHERE key = '" + TAG_PREFIX + "'");
                ResultSet row = query.executeQuery()) {
            if (row.next()) {
                return row.getString(1);
            }
        }
        String made = OrderTags.randomPrefix();
        try (var insert =
                connection.prepareStatement("INSERT INTO meta (key, value) VALUES ('" + TAG_PREFIX + "', ?)")) {
            insert.setString(1, made);
            insert.executeUpdate();
        }
        return made;
    }

    @Override
    public synchronized Optional<Entry> find(OrderKey key) {
        return reads.find(key);
    }

    @Override
    public synchronized List<Entry> unresolved() {
        return reads.unresolved();
    }

    @Override
    public synchronized List<Entry> openChanges() {
        return reads.openChanges();
    }

    @Override
    public synchronized List<Entry> withoutIdSince(Instant since) {
        return reads.withoutIdSince(since);
    }

    @Override
    public synchronized JournalPage read(long before, int most) {
        return reads.page(before, most);
    }

    @Override
    public synchronized List<JournalRecord> story(String tag) {
        return reads.story(tag);
    }

    @Override
    public synchronized Optional<String> lastNote(String kind) {
        return reads.lastNote(kind);
    }

    @Override
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        Instant now = clock.now();
        return write(next -> {
            List<Entry> entries = new ArrayList<>(requests.size());
            for (GatewayRequest request : requests) {
                String tag = OrderTags.tag(prefix, next.nextSeq());
                OrderKey key = OrderTags.keyOf(request, tag);
                State intended = new State.Intended();
                String kind = StateCodec.kindOf(intended, request.instruction());
                long seq = next.append(
                        now,
                        kind,
                        key,
                        tag,
                        StateCodec.writeIntent(request.instruction(), tradingDay, request.cause()));
                next.upsertOrder(key, tag, kind, seq);
                entries.add(new Entry(key, tag, request.instruction(), now, tradingDay, intended));
            }
            return entries;
        });
    }

    @Override
    public void record(List<Outcome> outcomes, List<Report> reports) {
        Instant now = clock.now();
        long change = write(next -> {
            long unknowns = 0;
            for (Outcome outcome : outcomes) {
                unknowns += next.changeState(now, outcome.key(), outcome.state(), "");
            }
            for (Report report : reports) {
                next.append(
                        now,
                        NewsCodec.kindOf(report.news()),
                        report.key(),
                        report.tag(),
                        NewsCodec.write(report.news()));
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
        var unused = write(next -> next.note(now, kind, detail));
    }

    /** Appends to the journal within one transaction. */
    private interface Append<T> {
        T to(JournalAppender next) throws SQLException;
    }

    private <T> T write(Append<T> append) {
        try {
            T result = writer.write(connection -> {
                JournalAppender next = appending == null ? new JournalAppender(connection) : appending;
                appending = next;
                next.begin(chain);
                T written = append.to(next);
                appended = next.chain();
                return written;
            });
            chain = appended;
            return result;
        } catch (RuntimeException e) {
            // Do not reuse statements after a failure.
            closeStatements();
            throw e;
        }
    }

    private void closeStatements() {
        JournalAppender failed = appending;
        appending = null;
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                LOG.debug("The journal's statements could not be closed.", e);
            }
        }
    }

    @Override
    public long unknownCount() {
        return unknown.get();
    }

    @Override
    public synchronized void close() {
        checkpointer.close();
        reader.close();
        closeStatements();
        writer.close();
        seal();
        release(lock);
    }

    /** Best effort: without the checksums, the hash chain still detects altered events. */
    private void seal() {
        try {
            PageChecksums.write(path, chain.count() + ":" + chain.hash());
        } catch (IOException e) {
            LOG.warn("The checksum file of the journal {} could not be written.", path, e);
        }
    }
}
