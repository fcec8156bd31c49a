package dev.aftm.infrastructure.history;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.infrastructure.event.LogEventCodec;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Stores one part of the log, within a transaction. */
final class PartWriter implements AutoCloseable {

    private final Connection connection;
    private final StoredState state;
    private final PreparedStatement insert;
    private final PreparedStatement known;
    private final Map<OrderKey, String> unresolvedBefore;
    private final Set<OrderKey> seen = new HashSet<>();

    private final HighestTags tags = new HighestTags();
    private boolean hasIds;

    private PartWriter(Connection connection, StoredState state) throws SQLException {
        this.connection = connection;
        this.state = state;
        this.unresolvedBefore = new HashMap<>(state.unresolved());
        this.insert = connection.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?)");
        this.known = connection.prepareStatement("SELECT 1 FROM events WHERE account = ? AND request_id = ? LIMIT 1");
    }

    /**
     * Stores a part.
     *
     * @param state is changed; it must be loaded again if the transaction fails
     */
    static void write(Connection connection, StoredState state, LogPart part) throws SQLException {
        try (PartWriter writer = new PartWriter(connection, state)) {
            for (LoggedEvent logged : part.events()) {
                writer.add(logged);
            }
            writer.finish(part.end());
        }
    }

    private void add(LoggedEvent logged) throws SQLException {
        byte[] line = Checked.seal(logged.position(), LogEventCodec.encode(logged.at(), logged.event()));
        if (!(logged.event() instanceof LogEvent.OfOrder of)) {
            addOfGateway(logged, line);
            return;
        }
        if (seen.add(of.key()) && !isKnown(of.key())) {
            state.ids().add(connection, of.key().fingerprint());
            hasIds = true;
        }
        insert.setString(1, of.key().account());
        insert.setString(2, of.key().requestId());
        insert.setLong(3, logged.position());
        insert.setBytes(4, line);
        insert.executeUpdate();
        if (of.event() instanceof OrderEvent.Requested request) {
            addDay(request.tradingDay(), logged.position());
            tags.add(state, of.tag(), logged.position());
            state.unresolved().put(of.key(), of.tag());
        } else if (of.event() instanceof OrderEvent.OfRequest event && !(event instanceof OrderEvent.Closed)) {
            follow(of, event);
        }
    }

    private boolean isKnown(OrderKey key) throws SQLException {
        known.setString(1, key.account());
        known.setString(2, key.requestId());
        try (ResultSet row = known.executeQuery()) {
            return row.next();
        }
    }

    private void addOfGateway(LoggedEvent logged, byte[] line) throws SQLException {
        if (logged.event() instanceof LogEvent.EpochBegun epoch) {
            state.begin(epoch);
        }
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO gateway_events VALUES (?, ?, ?)")) {
            statement.setString(1, LogEventCodec.show(logged.event()).kind());
            statement.setLong(2, logged.position());
            statement.setBytes(3, line);
            statement.executeUpdate();
        }
    }

    private void addDay(LocalDate day, long position) throws SQLException {
        if (state.addDay(day, position)) {
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO days VALUES (?, ?)")) {
                statement.setLong(1, day.toEpochDay());
                statement.setLong(2, position);
                statement.executeUpdate();
            }
        }
    }

    /** Follows an outcome of a request; one of an earlier attempt says nothing of the present one. */
    private void follow(LogEvent.OfOrder of, OrderEvent.OfRequest event) throws SQLException {
        String attempt = state.unresolved().get(of.key());
        if (!event.isUnresolved()) {
            state.unresolved().remove(of.key(), of.tag());
        } else if (attempt == null && of.tag().equals(lastAttempt(of.key()))) {
            state.unresolved().put(of.key(), of.tag());
        }
    }

    /** The tag of the last attempt of a request that was resolved; empty if there was none. */
    private String lastAttempt(OrderKey key) throws SQLException {
        String tag = "";
        for (LoggedEvent logged : HistoryQueries.find(connection, key)) {
            if (logged.event() instanceof LogEvent.OfOrder of && of.event() instanceof OrderEvent.Requested) {
                tag = of.tag();
            }
        }
        return tag;
    }

    private void finish(EventLog.Head end) throws SQLException {
        if (hasIds) {
            state.ids().write(connection);
        }
        tags.write(connection);
        finishUnresolved();
        try (PreparedStatement update = connection.prepareStatement("UPDATE head SET position = ?, hash = ?")) {
            update.setLong(1, end.position());
            update.setString(2, end.hash());
            update.executeUpdate();
        }
    }

    /** Most requests are made and resolved within one part, and are never written here. */
    private void finishUnresolved() throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM unresolved WHERE account = ? AND request_id = ?")) {
            for (OrderKey key : unresolvedBefore.keySet()) {
                if (!state.unresolved().containsKey(key)) {
                    delete.setString(1, key.account());
                    delete.setString(2, key.requestId());
                    delete.executeUpdate();
                }
            }
        }
        try (PreparedStatement replace =
                connection.prepareStatement("INSERT OR REPLACE INTO unresolved VALUES (?, ?, ?)")) {
            for (Map.Entry<OrderKey, String> entry : state.unresolved().entrySet()) {
                if (!entry.getValue().equals(unresolvedBefore.get(entry.getKey()))) {
                    replace.setString(1, entry.getKey().account());
                    replace.setString(2, entry.getKey().requestId());
                    replace.setString(3, entry.getValue());
                    replace.executeUpdate();
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        known.close();
    }
}
