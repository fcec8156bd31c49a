package dev.aftm.interactor.port;

import dev.aftm.domain.order.OrderIntent;
import dev.aftm.interactor.gateway.OrderRequest;
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

        record Accepted(String orderSerial) implements State {}

        record Refused(String code, String text) implements State {}

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
     * One order's record.
     *
     * @param key what names it; for an order that came without an id, one of the journal's own making
     * @param tag our mark at the exchange
     * @param order what was intended
     * @param intendedAt when its intent was recorded, by the wall clock
     * @param tradingDay the exchange's trading day at that moment
     * @param state how far it has come
     */
    record Entry(OrderKey key, String tag, OrderIntent order, Instant intendedAt, LocalDate tradingDay, State state) {

        /** The same record, further on. */
        public Entry withState(State newState) {
            return new Entry(key, tag, order, intendedAt, tradingDay, newState);
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
     * Records the intents, all or none, and gives each a tag that was never used before. An order that is recorded as
     * not sent already keeps its key and gets a new tag.
     *
     * @param tradingDay the exchange's trading day
     * @throws JournalException nothing was recorded, so nothing may be sent
     */
    List<Entry> recordIntents(List<OrderRequest> requests, LocalDate tradingDay);

    /**
     * Records outcomes, all or none.
     *
     * @throws JournalException nothing was recorded; the orders' state is unknown to whoever asks later
     */
    void recordOutcomes(List<Outcome> outcomes);

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

    /** The orders that are intended or unknown, oldest first. */
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

        public JournalException(String message) {
            super(message);
        }
    }
}
