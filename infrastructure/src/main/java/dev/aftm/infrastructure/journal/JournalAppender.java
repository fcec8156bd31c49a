package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.journal.event.Event;
import dev.aftm.infrastructure.journal.event.EventChain;
import dev.aftm.infrastructure.journal.event.StateCodec;
import dev.aftm.interactor.port.store.OrderJournal.JournalException;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Appends events to the hash chain with statements that are prepared once. For one thread. */
final class JournalAppender implements AutoCloseable {

    private final PreparedStatement insertEvent;
    private final PreparedStatement upsertOrder;
    private final PreparedStatement findOrder;
    private final PreparedStatement changeOrder;
    private EventChain chain;

    JournalAppender(Connection connection) throws SQLException {
        this.chain = EventChain.empty();
        insertEvent =
                connection.prepareStatement("INSERT INTO events (seq, at, kind, account, request_id, tag, detail, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        upsertOrder = connection.prepareStatement(
                "INSERT INTO orders (account, request_id, tag, state, intent_seq, state_seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, request_id) DO UPDATE SET tag = excluded.tag,"
                        + " state = excluded.state, intent_seq = excluded.intent_seq,"
                        + " state_seq = excluded.state_seq");
        findOrder = connection.prepareStatement("SELECT tag, state FROM orders WHERE account = ? AND request_id = ?");
        changeOrder = connection.prepareStatement(
                "UPDATE orders SET state = ?, state_seq = ? WHERE account = ? AND request_id = ?");
    }

    /** Sets the end of the chain at which a transaction begins. */
    void begin(EventChain end) {
        chain = end;
    }

    /** The end of the chain, including what was appended. */
    EventChain chain() {
        return chain;
    }

    long nextSeq() {
        return chain.count() + 1;
    }

    /** Appends an event and returns its number. */
    long append(Instant at, String kind, OrderKey key, String tag, String detail) throws SQLException {
        Event event = new Event(nextSeq(), at.toEpochMilli(), kind, key.account(), key.requestId(), tag, detail);
        String hash = event.hashAfter(chain.hash());
        insertEvent.setLong(1, event.seq());
        insertEvent.setLong(2, event.at());
        insertEvent.setString(3, kind);
        insertEvent.setString(4, key.account());
        insertEvent.setString(5, key.requestId());
        insertEvent.setString(6, tag);
        insertEvent.setString(7, detail);
        insertEvent.setString(8, hash);
        insertEvent.executeUpdate();
        chain = new EventChain(event.seq(), hash);
        return event.seq();
    }

    void upsertOrder(OrderKey key, String tag, String state, long seq) throws SQLException {
        upsertOrder.setString(1, key.account());
        upsertOrder.setString(2, key.requestId());
        upsertOrder.setString(3, tag);
        upsertOrder.setString(4, state);
        upsertOrder.setLong(5, seq);
        upsertOrder.setLong(6, seq);
        upsertOrder.executeUpdate();
    }

    /** Records a new state of an order; returns the change in the number of orders in an unknown state. */
    long changeState(Instant at, OrderKey key, State state, String remark) throws SQLException {
        findOrder.setString(1, key.account());
        findOrder.setString(2, key.requestId());
        String tag;
        String before;
        try (ResultSet row = findOrder.executeQuery()) {
            if (!row.next()) {
                throw new JournalException("An outcome was recorded for an order that has no intent.");
            }
            tag = row.getString(1);
            before = row.getString(2);
        }
        String name = StateCodec.sameFamily(before, state);
        long seq = append(at, name, key, tag, StateCodec.writeState(state, remark));
        changeOrder.setString(1, name);
        changeOrder.setLong(2, seq);
        changeOrder.setString(3, key.account());
        changeOrder.setString(4, key.requestId());
        changeOrder.executeUpdate();
        long unknownNow = name.equals(StateCodec.UNKNOWN) ? 1 : 0;
        long unknownBefore = before.equals(StateCodec.UNKNOWN) ? 1 : 0;
        return unknownNow - unknownBefore;
    }

    /** Appends a note that is about no order, and records it as the last note of its kind. */
    long note(Instant at, String kind, String detail) throws SQLException {
        long seq = append(at, kind, new OrderKey("", ""), "", detail);
        try (PreparedStatement upsert = insertEvent
                .getConnection()
                .prepareStatement("INSERT INTO meta (key, value) VALUES (?, ?)"
                        + " ON CONFLICT (key) DO UPDATE SET value = excluded.value")) {
            upsert.setString(1, JournalSchema.LAST_NOTE + kind);
            upsert.setString(2, Long.toString(seq));
            upsert.executeUpdate();
        }
        return seq;
    }

    @Override
    public void close() throws SQLException {
        insertEvent.close();
        upsertOrder.close();
        findOrder.close();
        changeOrder.close();
    }
}
