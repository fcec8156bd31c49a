package dev.aftm.interactor.port.store;

import dev.aftm.domain.order.Instruction;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderNews;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The journal of all orders: their intents, outcomes and reports. Nothing is sent to the exchange before its intent is
 * recorded, and no reply says "accepted" before the outcome is recorded. Ids are never deleted.
 *
 * <p>{@link #find}, {@link #unresolved} and {@link #unknownCount} are safe for all threads; methods that write are for the
 * execution thread.
 */
public interface OrderJournal extends AutoCloseable {

    /**
     * Identifies an order.
     *
     * @param account the account that it trades for
     * @param requestId the client's id, unique within the account for ever
     */
    record OrderKey(String account, String requestId) {

        /** The first character of ids that the journal makes for orders without one; clients may not use it. */
        public static final String OWN_ID_MARK = "~";

        /** The key of an order that was sent without an id. */
        public static OrderKey withoutId(String account, String tag) {
            return new OrderKey(account, OWN_ID_MARK + tag);
        }

        /** Whether the order was sent without an id. */
        public boolean isWithoutId() {
            return requestId.startsWith(OWN_ID_MARK);
        }
    }

    /** The recorded state of an order. */
    sealed interface State {

        /** The order is about to be sent, or being sent; its outcome is not recorded yet. */
        record Intended() implements State {}

        /** The order certainly did not reach the exchange; the same id may be used to send it. */
        record NotSent() implements State {}

        /** The exchange accepted the order and gave it this number. */
        record Accepted(String orderSerial) implements State {}

        /** The exchange rejected the order, for this reason. */
        record Rejected(String code, String text) implements State {}

        /** It is not known whether the order reached the exchange. */
        record Unknown(String reason) implements State {}

        /** A person found out that the order did not reach the exchange; its id still cannot be used again. */
        record ResolvedNotSent(String reason) implements State {}

        /** Whether it is not known yet whether the order reached the exchange. */
        default boolean isUnresolved() {
            return this instanceof Intended || this instanceof Unknown;
        }
    }

    /**
     * The record of one order, or of one change of an order.
     *
     * @param key its key; made by the journal if the order was sent without an id
     * @param tag the gateway's tag at the exchange; a change has one too, which is not sent
     * @param instruction the order or change
     * @param intendedAt when its intent was recorded, by the wall clock
     * @param tradingDay the exchange's trading day at that moment
     * @param state its recorded state
     */
    record Entry(
            OrderKey key, String tag, Instruction instruction, Instant intendedAt, LocalDate tradingDay, State state) {

        /** The order; call it only if {@link #isOrder}. */
        public NewOrder order() {
            return (NewOrder) instruction;
        }

        /** Whether this is an order, not a change of one. */
        public boolean isOrder() {
            return instruction instanceof NewOrder;
        }

        /** Returns this record with another state. */
        public Entry withState(State newState) {
            return new Entry(key, tag, instruction, intendedAt, tradingDay, newState);
        }
    }

    /** An event that the exchange reported for one of our orders. */
    record Report(OrderKey key, String tag, OrderNews news) {}

    /** A recorded event of an order. */
    sealed interface RecordedEvent {

        /** The key of the order. */
        OrderKey key();

        /** The tag with which the order was sent. */
        String tag();

        /** The intent was recorded. */
        record Intended(Entry entry) implements RecordedEvent {
            @Override
            public OrderKey key() {
                return entry.key();
            }

            @Override
            public String tag() {
                return entry.tag();
            }
        }

        /** The outcome of the call to the exchange was recorded. */
        record Became(OrderKey key, String tag, State state) implements RecordedEvent {}

        /** The exchange reported an event. */
        record Reported(OrderKey key, String tag, OrderNews news) implements RecordedEvent {}
    }

    /**
     * One record of the journal.
     *
     * @param number the number of the event
     * @param at time of recording, by the wall clock
     * @param kind what happened, in one word
     * @param detail further values, as a JSON object
     * @param event the decoded event
     */
    record JournalRecord(long number, Instant at, String kind, String detail, RecordedEvent event) {}

    /**
     * A page of the journal, read backwards.
     *
     * @param lines records of orders, newest first
     * @param before where the next page starts; 0 at the start of the journal
     */
    record JournalPage(List<JournalRecord> lines, long before) {

        /** Where the first page starts. */
        public static final long FROM_THE_END = Long.MAX_VALUE;

        public JournalPage {
            lines = List.copyOf(lines);
        }
    }

    /** The outcome of an order. */
    record Outcome(OrderKey key, State state) {}

    /**
     * Finds the record of an order or change.
     *
     * @throws JournalException the journal cannot be read
     */
    Optional<Entry> find(OrderKey key);

    /**
     * Records the intents of orders and changes, all or none, and gives each a tag that was never used before. An order that
     * is already recorded as not sent keeps its key and gets a new tag.
     *
     * @param requests the orders and changes about to be sent
     * @param tradingDay the exchange's trading day
     * @throws JournalException nothing was recorded, so nothing may be sent
     */
    List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay);

    /**
     * Records outcomes, all or none.
     *
     * @throws JournalException nothing was recorded; after a restart, the orders are in an unknown state
     */
    default void recordOutcomes(List<Outcome> outcomes) {
        record(outcomes, List.of());
    }

    /**
     * Records how a person, or the exchange's answer, resolved an order in an unknown state.
     *
     * @param by who resolved it
     * @param reason why, in words
     * @throws JournalException nothing was recorded
     */
    void resolve(OrderKey key, State state, String by, String reason);

    /**
     * Records an event that does not belong to one order, e.g. a login.
     *
     * @throws JournalException nothing was recorded
     */
    void note(String kind, String detail);

    /** The detail of the last note of this kind; empty if there is none. */
    Optional<String> lastNote(String kind);

    /**
     * Records reports of the exchange. They may be written as late as with the next commit, because the exchange repeats
     * lost reports.
     *
     * @throws JournalException nothing was recorded
     */
    default void recordReports(List<Report> reports) {
        record(List.of(), reports);
    }

    /**
     * Records outcomes of calls, and reports of the exchange that came before them: all or none, in one commit if the journal
     * has commits.
     *
     * @throws JournalException nothing was recorded
     */
    void record(List<Outcome> outcomes, List<Report> reports);

    /**
     * Reads the records of orders backwards. Safe for all threads.
     *
     * @param before where to start: {@link JournalPage#FROM_THE_END}, or {@code before} of the last page
     * @param most the most events to read
     */
    JournalPage read(long before, int most);

    /** All records of an order's last attempt, oldest first. Safe for all threads. */
    List<JournalRecord> story(String tag);

    /** The changes whose outcome is not recorded, oldest first. */
    List<Entry> openChanges();

    /** The orders that are intended or in an unknown state, oldest first; without changes. */
    List<Entry> unresolved();

    /** The orders without an id whose intents were recorded at or after a time; used to detect duplicates. */
    List<Entry> withoutIdSince(Instant since);

    /** The number of orders that are recorded as being in an unknown state. */
    long unknownCount();

    @Override
    void close();

    /** The journal cannot be read or written. The message is one sentence for people. */
    final class JournalException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message one sentence for people */
        public JournalException(String message) {
            super(message);
        }
    }
}
