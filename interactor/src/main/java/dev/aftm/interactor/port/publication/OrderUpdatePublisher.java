package dev.aftm.interactor.port.publication;

import dev.aftm.interactor.gateway.order.OrderInfo;
import java.util.List;

/** Publishes order updates. Used by the execution thread; must not block. */
public interface OrderUpdatePublisher {

    /** Publishes nothing; for a gateway without subscribers. */
    OrderUpdatePublisher NOWHERE = (feedId, account, changed) -> {};

    /**
     * Publishes updates of one account's orders. A subscriber detects a lost update by a gap in the numbers.
     *
     * @param feedId identifies the numbering
     * @param account the account of the orders
     * @param changed the changed orders, lowest number first, without a gap
     */
    void publish(String feedId, String account, List<OrderInfo> changed);
}
