package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.journal.event.Event;
import dev.aftm.infrastructure.journal.event.EventChain;
import dev.aftm.infrastructure.journal.event.NewsCodec;
import dev.aftm.infrastructure.journal.event.StateCodec;
import dev.aftm.infrastructure.sqlite.SqliteFile;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.JournalPage;
import dev.aftm.interactor.port.store.OrderJournal.JournalRecord;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.RecordedEvent;
import dev.aftm.interactor.port.store.OrderJournal.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal's queries. Results are checked against the hash chain, because a wrong result is worse than none. For one thread
 * at a time.
 */
final class JournalReader {

    private static final String ORDERS =
            "SELECT o.account, o.request_id, o.tag, o.state, o.intent_seq, o.state_seq FROM orders o";

    private static final String UNSETTLED = ORDERS + " WHERE o." + JournalSchema.UNSETTLED;

    private final SqliteFile file;
    private @Nullable PreparedStatement exists;

    JournalReader(SqliteFile file) {
        this.file = file;
    }

    /** Most ids are new, so a prepared statement first checks whether there is any entry. */
    Optional<Entry> find(OrderKey key) {
        boolean isThere = file.read(connection -> {
            PreparedStatement query = exists == null
                    ? connection.prepareStatement("SELECT 1 FROM orders WHERE account = ? AND request_id = ?")
                    : exists;
            exists = query;
            query.setString(1, key.account());
            query.setString(2, key.requestId());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            } catch (SQLException e) {
                exists = null;
                throw e;
            }
        });
        return !isThere ? Optional.empty() : found(key);
    }

    private Optional<Entry> found(OrderKey key) {
        return select(ORDERS + " WHERE o.account = ? AND o.request_id = ?", key.account(), key.requestId()).stream()
                .findFirst();
    }

    List<Entry> unresolved() {
        return select(
                UNSETTLED + " AND o.state IN (?, ?) ORDER BY o.intent_seq", StateCodec.INTENDED, StateCodec.UNKNOWN);
    }

    List<Entry> openChanges() {
        return select(
                UNSETTLED + " AND o.state = ? ORDER BY o.intent_seq", StateCodec.CHANGE_PREFIX + StateCodec.INTENDED);
    }

    List<Entry> withoutIdSince(Instant since) {
        return select(
                ORDERS + " JOIN events e ON e.seq = o.intent_seq WHERE e.at >= ? AND e.kind = ? AND o.request_id LIKE ?"
                        + " ORDER BY o.intent_seq",
                since.toEpochMilli(),
                StateCodec.INTENDED,
                OrderKey.OWN_ID_MARK + "%");
    }

    long unknownCount() {
        return file.read(connection -> {
            try (var query = connection.prepareStatement(
                    "SELECT COUNT(*) FROM orders WHERE " + JournalSchema.UNSETTLED + " AND state = ?")) {
                query.setString(1, StateCodec.UNKNOWN);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private List<Entry> select(String sql, Object... parameters) {
        return file.read(connection -> {
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

    private Entry entry(Connection connection, ResultSet row) throws SQLException {
        Event intent = sound(connection, row.getLong("intent_seq"));
        Event last = sound(connection, row.getLong("state_seq"));
        boolean agrees = intent.account().equals(row.getString("account"))
                && intent.requestId().equals(row.getString("request_id"))
                && intent.tag().equals(row.getString("tag"))
                && last.tag().equals(row.getString("tag"))
                && last.kind().equals(row.getString("state"));
        if (!agrees) {
            throw file.damaged("contains an order that contradicts its events");
        }
        return entry(intent).withState(StateCodec.readState(last));
    }

    /** The entry that an intent created. */
    private static Entry entry(Event intent) {
        StateCodec.Intent intended = StateCodec.readIntent(intent);
        return new Entry(
                key(intent),
                intent.tag(),
                intended.instruction(),
                Instant.ofEpochMilli(intent.at()),
                intended.tradingDay(),
                new State.Intended());
    }

    private static OrderKey key(Event event) {
        return new OrderKey(event.account(), event.requestId());
    }

    private Event sound(Connection connection, long seq) throws SQLException {
        return EventChain.sound(connection, seq)
                .orElseThrow(
                        () -> file.damaged("contains an event that was altered or is missing (number " + seq + ")"));
    }

    /** A page of order events before a number, newest first. */
    JournalPage page(long before, int most) {
        return file.read(connection -> {
            List<JournalRecord> lines = new ArrayList<>();
            long lowest = before;
            List<Event> events = EventChain.before(connection, before, most);
            for (Event event : events) {
                lowest = event.seq();
                line(event).ifPresent(lines::add);
            }
            boolean isBeginning = events.size() < most || lowest == 1;
            return new JournalPage(lines, isBeginning ? 0 : lowest);
        });
    }

    /** All events with an order's tag, oldest first. */
    List<JournalRecord> story(String tag) {
        return file.read(connection -> {
            List<Long> numbers = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT seq FROM events WHERE tag = ? AND tag <> '' ORDER BY seq")) {
                query.setString(1, tag);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        numbers.add(rows.getLong(1));
                    }
                }
            }
            List<JournalRecord> lines = new ArrayList<>();
            for (long number : numbers) {
                line(sound(connection, number)).ifPresent(lines::add);
            }
            return lines;
        });
    }

    /** The record of an event; empty if the event is about no order. */
    private static Optional<JournalRecord> line(Event event) {
        if (event.tag().isEmpty()) {
            return Optional.empty();
        }
        RecordedEvent recorded = StateCodec.isIntent(event.kind())
                ? new RecordedEvent.Intended(entry(event))
                : NewsCodec.isNews(event.kind())
                        ? new RecordedEvent.Reported(key(event), event.tag(), NewsCodec.read(event))
                        : new RecordedEvent.Became(key(event), event.tag(), StateCodec.readState(event));
        return Optional.of(new JournalRecord(
                event.seq(), Instant.ofEpochMilli(event.at()), event.kind(), event.detail(), recorded));
    }

    Optional<String> lastNote(String kind) {
        return file.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT value FROM meta WHERE key = ?")) {
                query.setString(1, JournalSchema.LAST_NOTE + kind);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(sound(connection, row.getLong(1)).detail())
                            : Optional.empty();
                }
            }
        });
    }
}
