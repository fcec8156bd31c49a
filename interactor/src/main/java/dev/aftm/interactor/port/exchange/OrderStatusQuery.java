package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Queries which of the gateway's orders the exchange has, for recovery. Used by the execution thread. */
public interface OrderStatusQuery {

    /**
     * An order at the exchange, with the values that identify it as the gateway's own.
     *
     * @param tag the gateway's tag on the order; empty if orders have none at this exchange
     * @param account the account that it trades for
     * @param itemCode the instrument's trading code
     * @param side the side of the order
     * @param price current price, in points; 0 for a market order
     * @param quantity contracts as sent
     * @param answer the exchange's answer to the order, or the equivalent of it
     */
    record OrderStatusReport(
            String tag,
            String account,
            String itemCode,
            Side side,
            BigDecimal price,
            int quantity,
            OrderEntry.OrderAck answer) {}

    /**
     * The exchange's answer.
     *
     * @param orders the orders found
     * @param complete whether all orders were searched, so that an order missing here is not at the exchange
     * @param coversFrom the first trading day whose orders were searched
     */
    record OrderMassStatus(List<OrderStatusReport> orders, boolean complete, LocalDate coversFrom) {

        public OrderMassStatus {
            orders = List.copyOf(orders);
        }
    }

    /**
     * Queries orders by their tags; if orders have none at this exchange, all its orders, whoever sent them. Each order found is
     * also reported as an {@link ExchangeEvent.OrderReport}.
     *
     * @return completes with the answer, or exceptionally if the query failed. It may never complete, so the caller needs a
     *     deadline
     */
    CompletableFuture<OrderMassStatus> find(Collection<String> tags);

    /**
     * Queries all orders that the exchange still knows, whoever sent them. Each is also reported as an {@link
     * ExchangeEvent.OrderReport}.
     *
     * @return as {@link #find}; not complete and without orders if the exchange cannot list orders, or only without tags
     */
    default CompletableFuture<OrderMassStatus> list() {
        return CompletableFuture.completedFuture(new OrderMassStatus(List.of(), false, LocalDate.MAX));
    }
}
