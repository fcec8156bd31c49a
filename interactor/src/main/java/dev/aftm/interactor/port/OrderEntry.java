package dev.aftm.interactor.port;

import dev.aftm.domain.order.OrderIntent;

/** Hands orders to the exchange. {@link #send} is for the thread that owns the exchange's library alone. */
public interface OrderEntry {

    /**
     * An order on its way to the exchange.
     *
     * @param tag our own mark, unique for ever; the adapter carries it in the exchange's note and strips it from reports
     * @param account whom to trade for
     * @param order what to send
     */
    record TaggedOrder(String tag, String account, OrderIntent order) {}

    /** The exchange's immediate answer. */
    sealed interface Answer {

        /** It has the order, under this number. */
        record Accepted(String orderSerial) implements Answer {}

        /** It refuses the order, with a code and a text of its own. */
        record Refused(String code, String text) implements Answer {}

        /** The order certainly never left, e.g. because the line is down. */
        record NotSent(String reason) implements Answer {}
    }

    /**
     * Sends an order. Calls once, never repeats.
     *
     * @throws RuntimeException where it cannot be said whether the exchange has the order
     */
    Answer send(TaggedOrder order);

    /** What a client's note may be, our tag already taken off. Constant; safe for all threads. */
    NoteLimit noteLimit();
}
