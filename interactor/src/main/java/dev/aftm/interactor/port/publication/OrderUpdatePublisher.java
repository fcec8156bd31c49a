package dev.aftm.interactor.port.publication;

import dev.aftm.interactor.gateway.order.OrderInfo;
import java.util.List;

/** Where changes of orders are published. Used by the thread that owns the exchange; must not block. */
public interface OrderUpdatePublisher {

    /** For whom nobody listens. */
    OrderUpdatePublisher NOWHERE = (feedId, account, changed) -> {};

    /**
     * Publishes changes of one account's orders; whoever misses some sees it by the gap in their numbers.
     *
     * @param feedId names the numbering
     * @param changed the lowest number first, without a gap
     */
    void publish(String feedId, String account, List<OrderInfo> changed);
}
