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
 * The record of every order: what was intended, and what became of it. Nothing reaches the exchange before its intent is
 * here, and no reply says "accepted" before the outcome is. Ids are never deleted.
 *
 * <p>{@link #find}, {@link #unresolved} and {@link #unknownCount} may be called from any thread; what writes, from the
 * thread that owns the exchange.
 */
public interface OrderJournal extends AutoCloseable {

    /**
     * What names an order.
     *
     * @param account whose it is
     * @param requestId the client's id, unique within the account for ever
     */
    record OrderKey(String account, String requestId) {

        /** What the journal's own ids begin with, for orders that came without one; no client may send it. */
        public static final String OWN_ID_MARK = "~";

        /** The key of an order that came without an id. */
        public static OrderKey withoutId(String account, String tag) {
            return new OrderKey(account, OWN_ID_MARK + tag);
        }

        /** Whether the order came without an id. */
        public boolean isWithoutId() {
            return requestId.startsWith(OWN_ID_MARK);
        }
    }

    /** How far an order has come. */
    sealed interface State {

        /** About to be sent, or being sent: what became of it is not recorded. */
        record Intended() implements State {}

        /** It certainly did not reach the exchange; the same id may send it. */
        record NotSent() implements State {}

        /** The exchange has taken it, under this number of its own. */
        record Accepted(String orderSerial) implements State {}

        /** The exchange has refused it, for this reason. */
        record Rejected(String code, String text) implements State {}

        /** Nobody can say whether it reached the exchange. */
        record Unknown(String reason) implements State {}

        /** A person has found out that it did not reach the exchange; the id stays closed all the same. */
        record ResolvedNotSent(String reason) implements State {}

        /** Whether nobody knows yet whether the order reached the exchange. */
        default boolean isUnresolved() {
            return this instanceof Intended || this instanceof Unknown;
        }
    }

    /**
     * The record of one order, or of one change of an order.
     *
     * @param key what names it; where it came without an id, one of the journal's own making
     * @param tag our mark at the exchange; a change has one as well, though no exchange sees it
     * @param instruction what was intended
     * @param intendedAt when its intent was recorded, by the wall clock
     * @param tradingDay the exchange's trading day at that moment
     * @param state how far it has come
     */
    record Entry(
            OrderKey key, String tag, Instruction instruction, Instant intendedAt, LocalDate tradingDay, State state) {

        /** The order that was intended; only where it is one. */
        public NewOrder order() {
            return (NewOrder) instruction;
        }

        /** Whether it is an order, and not the change of one. */
        public boolean isOrder() {
            return instruction instanceof NewOrder;
        }

        /** The same record, further on. */
        public Entry withState(State newState) {
            return new Entry(key, tag, instruction, intendedAt, tradingDay, newState);
        }
    }

    /** Something that the exchange has reported of an order of ours. */
    record Report(OrderKey key, String tag, OrderNews news) {}

    /** Something that is recorded of an order. */
    sealed interface RecordedEvent {

        /** The order that it is about. */
        OrderKey key();

        /** The mark under which that was sent. */
        String tag();

        /** That it was intended. */
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

        /** What became of its call. */
        record Became(OrderKey key, String tag, State state) implements RecordedEvent {}

        /** What the exchange reported of it. */
        record Reported(OrderKey key, String tag, OrderNews news) implements RecordedEvent {}
    }

    /**
     * One record of the journal.
     *
     * @param number of the event
     * @param at when it was recorded, by the wall clock
     * @param kind what happened, in one word
     * @param detail the rest, as a JSON object
     * @param event what it means
     */
    record JournalRecord(long number, Instant at, String kind, String detail, RecordedEvent event) {}

    /**
     * A page of the journal, read backwards.
     *
     * @param lines about orders, the newest first
     * @param before where the next page begins; 0 at the journal's beginning
     */
    record JournalPage(List<JournalRecord> lines, long before) {

        /** Where the first page begins. */
        public static final long FROM_THE_END = Long.MAX_VALUE;

        public JournalPage {
            lines = List.copyOf(lines);
        }
    }

    /** What became of an order. */
    record Outcome(OrderKey key, State state) {}

    /**
     * The record of this id, if there is one.
     *
     * @throws JournalException it cannot be read
     */
    Optional<Entry> find(OrderKey key);

    /**
     * Records the intents of orders and changes, all or none, and gives each a tag that was never used before. An order that is recorded as
     * not sent already keeps its key and gets a new tag.
     *
     * @param tradingDay the exchange's trading day
     * @throws JournalException nothing was recorded, so nothing may be sent
     */
    List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay);

    /**
     * Records outcomes, all or none.
     *
     * @throws JournalException nothing was recorded; the orders' state is unknown to whoever asks later
     */
    default void recordOutcomes(List<Outcome> outcomes) {
        record(outcomes, List.of());
    }

    /**
     * Records how a person, or the exchange's own answer, settled an order whose state was unknown.
     *
     * @param by who says so
     * @param reason why, in words
     * @throws JournalException nothing was recorded
     */
    void resolve(OrderKey key, State state, String by, String reason);

    /**
     * Records something that is not about one order, e.g. a login.
     *
     * @throws JournalException nothing was recorded
     */
    void note(String kind, String detail);

    /** The last thing of its kind that was noted. */
    Optional<String> lastNote(String kind);

    /**
     * Records what the exchange has reported. It tells it again where this is lost, so it may be written with the next
     * commit only.
     *
     * @throws JournalException nothing was recorded
     */
    default void recordReports(List<Report> reports) {
        record(List.of(), reports);
    }

    /**
     * Records what became of some calls, and with it what the exchange has reported of other orders before: wholly or not at
     * all, in one commit where the journal knows commits.
     *
     * @throws JournalException nothing was recorded
     */
    void record(List<Outcome> outcomes, List<Report> reports);

    /**
     * Reads backwards what is recorded of orders. May be called from any thread.
     *
     * @param before where to begin: {@link JournalPage#FROM_THE_END}, or where the last stretch ended
     * @param most how many events to look at
     */
    JournalPage read(long before, int most);

    /** Everything that is recorded of an order's last attempt, oldest first. May be called from any thread. */
    List<JournalRecord> story(String tag);

    /** The changes of orders that are intended: not called yet, or of unknown outcome; oldest first. */
    List<Entry> openChanges();

    /** The orders that are intended or unknown, oldest first; changes of orders are not among them. */
    List<Entry> unresolved();

    /** The orders without an id whose intents were recorded at or after a moment; for recognising their copies. */
    List<Entry> withoutIdSince(Instant since);

    /** Of how many orders it is recorded that nobody knows whether they reached the exchange. */
    long unknownCount();

    @Override
    void close();

    /** The journal could not be read or written; the message is one sentence for a person. */
    final class JournalException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message one sentence for a person */
        public JournalException(String message) {
            super(message);
        }
    }
}
