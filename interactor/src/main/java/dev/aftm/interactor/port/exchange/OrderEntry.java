package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sends orders, cancels and changes to the exchange. Used by the execution thread. */
public interface OrderEntry {

    /**
     * An order to send to the exchange.
     *
     * @param tag the gateway's tag, unique for ever; the adapter writes it into the exchange's note and removes it from reports
     * @param account the account to trade for
     * @param order the order to send
     */
    record TaggedOrder(String tag, String account, NewOrder order) {}

    /** The exchange's immediate answer. */
    sealed interface OrderAck {

        /** The exchange accepted the order and gave it this number. */
        record Accepted(String orderSerial) implements OrderAck {}

        /** The exchange rejected the order, with its own code and text. */
        record Rejected(String code, String text) implements OrderAck {}

        /** The order was certainly not sent, e.g. because the connection is down. */
        record NotSent(String reason) implements OrderAck {}
    }

    /**
     * Sends an order. Calls the exchange once and never retries.
     *
     * @throws RuntimeException if it is not known whether the exchange has the order
     */
    OrderAck send(TaggedOrder order);

    /**
     * Cancels the rest of an order. Calls the exchange once and never retries; the order's report follows.
     *
     * @param orderSerial the exchange's number of the order
     * @throws RuntimeException if it is not known whether the exchange has the request
     */
    OrderAck cancel(String account, String orderSerial);

    /**
     * Changes the price or the working quantity of a limit order. Calls the exchange once and never retries; the order's
     * report follows.
     *
     * @param orderSerial the exchange's number of the order
     * @param price new price in points, above 0; null leaves it unchanged
     * @param quantity new working quantity in contracts, 1 or more and at most the current one; null leaves it unchanged
     * @throws RuntimeException if it is not known whether the exchange has the request
     */
    OrderAck replace(String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity);

    /** The limit for a client's note, without the gateway's tag. Constant; safe for all threads. */
    NoteLimit noteLimit();

    /** The most characters of a tag that its notes hold; below 21, tags have 10; below 10, the adapter sends none. Constant. */
    default int tagLength() {
        return 21;
    }
}
