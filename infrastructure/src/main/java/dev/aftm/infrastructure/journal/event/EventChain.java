package dev.aftm.infrastructure.journal.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of the hash chain of events.
 *
 * @param count the number of events, which is also the last event's number
 * @param hash the last event's hash; empty if there is no event
 */
public record EventChain(long count, String hash) {

    private static final String COLUMNS = "SELECT seq, at, kind, account, request_id, tag, detail, hash FROM events";

    public static EventChain empty() {
        return new EventChain(0, "");
    }

    /**
     * Reads the end of the chain and checks its last events.
     *
     * @param checked how many events to check
     * @return empty if an event is missing, or one of those checked was altered
     */
    public static Optional<EventChain> tail(Connection connection, int checked) throws SQLException {
        long count = number(connection, "SELECT COUNT(*) FROM events");
        if (count != number(connection, "SELECT COALESCE(MAX(seq), 0) FROM events")) {
            return Optional.empty();
        }
        long from = Math.max(1, count - checked + 1);
        String hash = from == 1 ? "" : hashOf(connection, from - 1);
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + " WHERE seq >= ? ORDER BY seq")) {
            query.setLong(1, from);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String expected = event(rows).hashAfter(hash);
                    if (!expected.equals(rows.getString("hash"))) {
                        return Optional.empty();
                    }
                    hash = expected;
                }
            }
        }
        return Optional.of(new EventChain(count, hash));
    }

    /** Reads an event and checks its hash; empty if the event is missing or was altered. */
    public static Optional<Event> sound(Connection connection, long seq) throws SQLException {
        String before = seq == 1 ? "" : hashOf(connection, seq - 1);
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + " WHERE seq = ?")) {
            query.setLong(1, seq);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Event event = event(row);
                return event.hashAfter(before).equals(row.getString("hash")) ? Optional.of(event) : Optional.empty();
            }
        }
    }

    /**
     * Reads the events before a number, newest first, and checks the chain between them.
     *
     * @throws IllegalArgumentException an event was altered or is missing
     */
    public static List<Event> before(Connection connection, long before, int most) throws SQLException {
        List<Event> events = new ArrayList<>(most);
        String expected = "";
        try (PreparedStatement query =
                connection.prepareStatement(COLUMNS + " WHERE seq < ? ORDER BY seq DESC LIMIT ?")) {
            query.setLong(1, before);
            query.setInt(2, most);
            try (ResultSet rows = query.executeQuery()) {
                Event later = null;
                while (rows.next()) {
                    String hash = rows.getString("hash");
                    Event event = event(rows);
                    boolean isLink = later == null
                            || (later.seq() == event.seq() + 1
                                    && later.hashAfter(hash).equals(expected));
                    if (!isLink) {
                        throw new IllegalArgumentException("The chain of events is broken.");
                    }
                    events.add(event);
                    later = event;
                    expected = hash;
                }
            }
        }
        return events;
    }

    /** Converts a row of the table {@code events}. */
    public static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("seq"),
                row.getLong("at"),
                row.getString("kind"),
                row.getString("account"),
                row.getString("request_id"),
                row.getString("tag"),
                row.getString("detail"));
    }

    private static String hashOf(Connection connection, long seq) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT hash FROM events WHERE seq = ?")) {
            query.setLong(1, seq);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
