package dev.aftm.infrastructure.history;

import dev.aftm.infrastructure.event.LogEventCodec;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.port.store.TagForm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The small part of the history that every event is compared with, in memory. After a failure it must be loaded again. */
final class StoredState {

    /** What the log calls the beginning of an epoch. */
    static final String EPOCH_KIND =
            LogEventCodec.show(new LogEvent.EpochBegun("", "")).kind();

    private final EventLog.Head head;
    private final Map<OrderKey, String> unresolved = new HashMap<>();
    private final TreeMap<LocalDate, Long> days = new TreeMap<>(Comparator.reverseOrder());
    private final Set<String> prefixes = new HashSet<>();
    private final IdBlock ids;
    private long lastBeginning;

    private StoredState(EventLog.Head head, IdBlock ids) {
        this.head = head;
        this.ids = ids;
    }

    static StoredState load(Connection connection) throws SQLException {
        StoredState state = new StoredState(head(connection), IdBlock.last(connection));
        try (PreparedStatement query = connection.prepareStatement("SELECT account, request_id, tag FROM unresolved");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                state.unresolved.put(new OrderKey(rows.getString(1), rows.getString(2)), rows.getString(3));
            }
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT day, position FROM days");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                state.addDay(LocalDate.ofEpochDay(rows.getLong(1)), rows.getLong(2));
            }
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT position, line FROM gateway_events WHERE kind = ?")) {
            query.setString(1, EPOCH_KIND);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long position = rows.getLong(1);
                    LogEvent event = LogEventCodec.decode(position, Checked.open(position, rows.getBytes(2)))
                            .event();
                    if (event instanceof LogEvent.EpochBegun epoch) {
                        state.begin(epoch);
                    }
                }
            }
        }
        return state;
    }

    private static EventLog.Head head(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT position, hash FROM head");
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new IllegalArgumentException("The history has no head.");
            }
            return new EventLog.Head(row.getLong(1), row.getString(2));
        }
    }

    /** The end of what was stored when this was loaded. */
    EventLog.Head head() {
        return head;
    }

    /** The requests whose fate is not known, each with the tag of its last attempt. */
    Map<OrderKey, String> unresolved() {
        return unresolved;
    }

    IdBlock ids() {
        return ids;
    }

    void begin(LogEvent.EpochBegun epoch) {
        prefixes.add(TagForm.words(epoch));
    }

    boolean isOfEpoch(String prefix) {
        return prefixes.contains(prefix);
    }

    /** Notes a request of a trading day; returns whether it is the day's first. */
    boolean addDay(LocalDate day, long position) {
        if (days.putIfAbsent(day, position) != null) {
            return false;
        }
        lastBeginning = Math.max(lastBeginning, position);
        return true;
    }

    /** The last position at which a trading day began; 0 if none has. */
    long lastBeginning() {
        return lastBeginning;
    }

    /** The position before the last trading days; 0 if there are fewer. */
    long positionBefore(int count, long end) {
        if (days.size() < count) {
            return 0;
        }
        return days.values().stream()
                        .limit(count)
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(end + 1)
                - 1;
    }
}
