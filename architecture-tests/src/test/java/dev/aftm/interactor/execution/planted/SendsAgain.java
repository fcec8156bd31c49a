package dev.aftm.interactor.execution.planted;

import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;

/** Planted: tries an order again that may have reached the exchange. */
public final class SendsAgain {

    OrderAck send(OrderEntry exchange, TaggedOrder order) {
        try {
            return exchange.send(order);
        } catch (IllegalStateException e) {
            return exchange.send(order);
        }
    }
}
