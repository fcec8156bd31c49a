package dev.aftm.interactor.port;

import dev.aftm.domain.order.OrderIntent;
import dev.aftm.interactor.gateway.OrderRequest;
import java.util.List;
import java.util.Optional;

/**
 * The record of every order: what was intended, and what became of it. Nothing reaches the exchange before its intent is
 * here, and no reply says "accepted" before the outcome is.
 *
 * <p>{@link #find} may be called from any thread, the rest from the thread that owns the exchange.
 */
public interface OrderJournal extends AutoCloseable {

    /**
     * What names an order.
     *
     * @param account whose it is
     * @param requestId the client's id, unique within the account for ever
     */
    record OrderKey(String account, String requestId) {}

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
    }

    /**
     * One order's record.
     *
     * @param key what names it; for an order that came without an id, one of the journal's own making
     * @param tag our mark at the exchange
     * @param order what was intended
     * @param state how far it has come
     */
    record Entry(OrderKey key, String tag, OrderIntent order, State state) {}

    /** What became of an order. */
    record Outcome(OrderKey key, State state) {}

    /** The record of this id, if there is one. */
    Optional<Entry> find(OrderKey key);

    /**
     * Records the intents, all or none, and gives each a tag that was never used before. An order that is recorded as
     * not sent already keeps its key and gets a new tag.
     *
     * @throws JournalException nothing was recorded, so nothing may be sent
     */
    List<Entry> recordIntents(List<OrderRequest> requests);

    /**
     * Records outcomes, all or none.
     *
     * @throws JournalException nothing was recorded; the orders' state is unknown to whoever asks later
     */
    void recordOutcomes(List<Outcome> outcomes);

    /** Of how many orders it is recorded that nobody knows whether they reached the exchange. From any thread. */
    long unknownCount();

    @Override
    void close();

    /** The journal could not be written; the message is one sentence for a person. */
    final class JournalException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public JournalException(String message) {
            super(message);
        }
    }
}
