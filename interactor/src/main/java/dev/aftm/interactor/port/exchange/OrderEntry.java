package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Hands orders to the exchange. {@link #send} is for the thread that owns the exchange's library alone. */
public interface OrderEntry {

    /**
     * An order on its way to the exchange.
     *
     * @param tag our own mark, unique for ever; the adapter carries it in the exchange's note and strips it from reports
     * @param account whom to trade for
     * @param order what to send
     */
    record TaggedOrder(String tag, String account, NewOrder order) {}

    /** The exchange's immediate answer. */
    sealed interface OrderAck {

        /** It has the order, under this number. */
        record Accepted(String orderSerial) implements OrderAck {}

        /** It refuses the order, with a code and a text of its own. */
        record Rejected(String code, String text) implements OrderAck {}

        /** The order certainly never left, e.g. because the line is down. */
        record NotSent(String reason) implements OrderAck {}
    }

    /**
     * Sends an order. Calls once, never repeats.
     *
     * @throws RuntimeException where it cannot be said whether the exchange has the order
     */
    OrderAck send(TaggedOrder order);

    /**
     * Cancels what is not filled of an order. Calls once, never repeats; the order's report follows.
     *
     * @param orderSerial the exchange's number of it
     * @throws RuntimeException where it cannot be said whether the exchange has the request
     */
    OrderAck cancel(String account, String orderSerial);

    /**
     * Changes the price of a limit order and how much of it shall work from now on. Calls once, never repeats; the order's
     * report follows.
     *
     * @param orderSerial the exchange's number of it
     * @param price in points, above 0; null leaves it
     * @param quantity contracts, 1 or more and at most what works now; null leaves it
     * @throws RuntimeException where it cannot be said whether the exchange has the request
     */
    OrderAck replace(String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity);

    /** What a client's note may be, our tag already taken off. Constant; safe for all threads. */
    NoteLimit noteLimit();
}
