package dev.aftm.infrastructure.history;

import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.OrderKey;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history in one SQLite file. It is never a reason not to start: a file that is damaged, foreign or of another version is
 * deleted and derived anew, and one that cannot be opened at present is opened by a later call.
 */
public final class SqliteHistoryStore implements HistoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteHistoryStore.class);

    private static final EventLog.Head NOTHING = new EventLog.Head(0, "");

    private static final int EVENTS_AT_ONCE = 16_384;

    /** From so many events on, a transaction needs more memory than usual, because ids lie everywhere in the file. */
    private static final int MANY_EVENTS = 2_000;

    private final Path path;
    private final int eventsAtOnce;

    /** Fair, so that whoever looks for an id waits for one transaction only while a long log is read. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private volatile EventLog.Head head = NOTHING;
    private @Nullable SqliteFile file;

    /** A connection of its own, which still reads when the disk is full and writing has failed. */
    private @Nullable SqliteFile reads;

    private @Nullable StoredState state;

    /** The log that contains what is stored, as far as it is known. */
    private @Nullable EventLog containing;

    private boolean isDamaged;
    private boolean isClosed;
    private boolean hasMuchMemory;

    /** Opens the history, or creates one that only its owner can read. If that is not possible at present, the log says why. */
    public SqliteHistoryStore(Path path) {
        this(path, EVENTS_AT_ONCE);
    }

    SqliteHistoryStore(Path path, int eventsAtOnce) {
        this.path = path;
        this.eventsAtOnce = eventsAtOnce;
        try {
            load();
        } catch (JournalException e) {
            LOG.warn("Requests of long ago are not found for now: {}", e.getMessage());
        }
    }

    @Override
    public EventLog.Head head() {
        return head;
    }

    @Override
    public void follow(EventLog log) {
        try {
            EventLog.Head end = log.head();
            if (!prepare(log)) {
                return;
            }
            while (head.position() < end.position()) {
                LogPart part = LogPart.read(log, head.position(), end, eventsAtOnce);
                if (!store(part)) {
                    return;
                }
            }
        } finally {
            returnMemory();
        }
    }

    /** Opens the file if it must be, and forgets what is of another log; returns whether it is open. */
    private boolean prepare(EventLog log) {
        lock.lock();
        try {
            if (isClosed) {
                return false;
            }
            SqliteFile open = file;
            if (isDamaged) {
                replace("is damaged");
            } else if (open != null && open.isGone()) {
                giveUp();
            }
            load();
            if (!isContainedIn(log)) {
                replace("belongs to another journal");
                load();
            }
            containing = log;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A log that is open loses nothing, so it is asked for its hash once, which takes it milliseconds. */
    private boolean isContainedIn(EventLog log) {
        EventLog.Head stored = head;
        EventLog.Head end = log.head();
        return stored.position() == 0
                || stored.equals(end)
                || (stored.position() < end.position()
                        && (log == containing || log.hashAt(stored.position()).equals(Optional.of(stored.hash()))));
    }

    /** Stores events unless the history was closed or cleared meanwhile; returns whether it goes on. */
    private boolean store(LogPart part) {
        lock.lock();
        try {
            if (isClosed) {
                return false;
            }
            StoredState loaded = loaded();
            if (head.position() != part.after()) {
                return true;
            }
            takeMemory(part.events().size());
            // Until the transaction has succeeded, what is in memory is not what is stored.
            state = null;
            opened().write(guarded(connection -> {
                PartWriter.write(connection, loaded, part);
                return true;
            }));
            state = loaded;
            head = part.end();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long summarise(int days, SummaryReader reader) {
        lock.lock();
        try {
            StoredState loaded = loaded();
            long position = loaded.positionBefore(days, head.position());
            Summary summary = reading()
                    .read(guarded(connection -> new Summary(
                            HistoryQueries.summary(connection, position),
                            HighestTags.read(connection, loaded, position),
                            HistoryQueries.ids(connection))));
            summary.events().forEach(reader::event);
            summary.tags().forEach(reader::tag);
            for (ByteBuffer block : summary.ids()) {
                while (block.hasRemaining()) {
                    reader.id(block.getLong());
                }
            }
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** A summary that was read wholly. */
    private record Summary(List<LoggedEvent> events, List<String> tags, List<ByteBuffer> ids) {}

    @Override
    public Found find(OrderKey key) {
        lock.lock();
        try {
            load();
            return new Found(head, reading().read(guarded(connection -> HistoryQueries.find(connection, key))));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            forget();
            load();
        } finally {
            lock.unlock();
        }
    }

    /** What is stored, loaded from the file if it must be. */
    private StoredState loaded() {
        StoredState loaded = state;
        if (loaded == null) {
            loaded = reading().read(guarded(StoredState::load));
            state = loaded;
            head = loaded.head();
            // The file may be another one than before.
            containing = null;
        }
        return loaded;
    }

    private void load() {
        var unused = loaded();
    }

    private SqliteFile opened() {
        if (isClosed) {
            throw new JournalException("The history " + path + " is closed; restart the gateway.");
        }
        SqliteFile open = file;
        if (open == null) {
            open = SqliteFile.openDerived(path, HistorySchema.KIND, why -> {
                warnOfReplacing("is damaged, or no history of this version");
                LOG.debug("The history could not be used: {}", why);
            });
            file = open;
        }
        return open;
    }

    private SqliteFile reading() {
        var unused = opened();
        SqliteFile open = reads;
        if (open == null) {
            open = SqliteFile.open(path, HistorySchema.KIND);
            reads = open;
        }
        return open;
    }

    /** Work that notices damage; the next {@link #follow} replaces the file. */
    private <T> SqliteFile.Work<T> guarded(SqliteFile.Work<T> work) {
        return connection -> {
            try {
                return work.with(connection);
            } catch (SQLException e) {
                if (!SqliteFile.isDamage(e)) {
                    throw e;
                }
                throw damaged(e);
            } catch (IllegalArgumentException | DateTimeException | BufferUnderflowException e) {
                throw damaged(e);
            }
        };
    }

    private JournalException damaged(Exception cause) {
        isDamaged = true;
        return new JournalException("The history " + path + " is damaged; it is derived anew from the journal.", cause);
    }

    private void replace(String why) {
        warnOfReplacing(why);
        forget();
    }

    private void warnOfReplacing(String why) {
        LOG.warn("The history {} {}, so it is deleted and derived anew from the journal.", path, why);
    }

    private void forget() {
        giveUp();
        try {
            SqliteFile.delete(path);
        } catch (IOException e) {
            throw new JournalException(
                    "The history " + path + " cannot be deleted; check its permissions and those of its folder.", e);
        }
        isDamaged = false;
        head = NOTHING;
    }

    private void giveUp() {
        giveUp(reads);
        giveUp(file);
        reads = null;
        file = null;
        state = null;
        containing = null;
        hasMuchMemory = false;
    }

    /** Closes a file, whatever it is worth. */
    private static void giveUp(@Nullable SqliteFile open) {
        if (open != null) {
            try {
                open.close();
            } catch (JournalException e) {
                LOG.debug("The history was not closed in order.", e);
            }
        }
    }

    private void takeMemory(int events) {
        if (events >= MANY_EVENTS && !hasMuchMemory) {
            // KiB.
            run("PRAGMA cache_size = -65536");
            hasMuchMemory = true;
        }
    }

    private void returnMemory() {
        lock.lock();
        try {
            if (hasMuchMemory && !isClosed) {
                hasMuchMemory = false;
                run("PRAGMA cache_size = -2000");
                run("PRAGMA shrink_memory");
            }
        } catch (JournalException e) {
            LOG.debug("The history keeps its memory.", e);
        } finally {
            lock.unlock();
        }
    }

    private void run(String pragma) {
        var unused = opened().read(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(pragma);
            }
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            giveUp();
            isClosed = true;
        } finally {
            lock.unlock();
        }
    }
}
