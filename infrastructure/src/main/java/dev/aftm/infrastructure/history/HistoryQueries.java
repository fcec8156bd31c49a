package dev.aftm.infrastructure.history;

import dev.aftm.infrastructure.event.LogEventCodec;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is read from the history. A line that cannot be decoded is an {@link IllegalArgumentException}. */
final class HistoryQueries {

    private HistoryQueries() {}

    /** The events of a request, oldest first. */
    static List<LoggedEvent> find(Connection connection, OrderKey key) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT position, line FROM events WHERE account = ? AND request_id = ? ORDER BY position")) {
            query.setString(1, key.account());
            query.setString(2, key.requestId());
            addAll(query, events);
        }
        for (LoggedEvent logged : events) {
            if (!(logged.event() instanceof LogEvent.OfOrder of) || !of.key().equals(key)) {
                throw new IllegalArgumentException("An event is stored under another request.");
            }
        }
        if (events.isEmpty() && isStored(connection, key.fingerprint())) {
            throw new IllegalArgumentException("The events of a request are missing.");
        }
        return events;
    }

    private static boolean isStored(Connection connection, long fingerprint) throws SQLException {
        for (ByteBuffer block : ids(connection)) {
            while (block.hasRemaining()) {
                if (block.getLong() == fingerprint) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The events of a summary up to a position, oldest first. */
    static List<LoggedEvent> summary(Connection connection, long position) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        // With MAX, the other columns are those of the row that has it.
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT MAX(position), line FROM gateway_events WHERE position <= ? AND kind <> ? GROUP BY kind")) {
            query.setLong(1, position);
            query.setString(2, StoredState.EPOCH_KIND);
            addAll(query, events);
        }
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT position, line FROM gateway_events WHERE position <= ? AND kind = ?")) {
            query.setLong(1, position);
            query.setString(2, StoredState.EPOCH_KIND);
            addAll(query, events);
        }
        // CROSS JOIN: the few requests first, then their events.
        try (PreparedStatement query =
                connection.prepareStatement("SELECT events.position, events.line FROM unresolved CROSS JOIN events"
                        + " WHERE events.account = unresolved.account AND events.request_id = unresolved.request_id"
                        + " AND events.position <= ?")) {
            query.setLong(1, position);
            addAll(query, events);
        }
        events.sort(Comparator.comparingLong(LoggedEvent::position));
        return events;
    }

    private static void addAll(PreparedStatement query, List<LoggedEvent> events) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long position = rows.getLong(1);
                events.add(LogEventCodec.decode(position, Checked.open(position, rows.getBytes(2))));
            }
        }
    }

    /** The fingerprints of all requests, in blocks. */
    static List<ByteBuffer> ids(Connection connection) throws SQLException {
        List<ByteBuffer> blocks = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT block, fingerprints FROM ids ORDER BY block");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                blocks.add(ByteBuffer.wrap(Checked.open(rows.getLong(1), rows.getBytes(2))));
            }
        }
        return blocks;
    }
}
