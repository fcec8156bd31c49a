package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.codec.OrderUpdateWire;
import dev.aftm.infrastructure.zeromq.socket.LogKeys;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes order updates. The creating thread binds the socket; afterwards it belongs to the execution thread. */
public final class OrderPublisherSocket implements OrderUpdatePublisher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderPublisherSocket.class);

    /** Keeps a message well below the largest frame. */
    private static final int MOST_IN_A_MESSAGE = 200;

    private final PublisherSocket socket;

    /**
     * Binds the publisher to its address.
     *
     * @throws PortInUseException the address cannot be bound
     */
    public OrderPublisherSocket(String bindAddress) {
        socket = new PublisherSocket(bindAddress);
    }

    /** Returns the bound address, with the port that the system assigned if port 0 was given. */
    public String address() {
        return socket.address();
    }

    @Override
    public void publish(String feedId, String account, List<OrderInfo> changed) {
        byte[] topic = OrderUpdateWire.topic(account);
        for (int from = 0; from < changed.size(); from += MOST_IN_A_MESSAGE) {
            List<OrderInfo> part = changed.subList(from, Math.min(changed.size(), from + MOST_IN_A_MESSAGE));
            socket.publish(topic, OrderUpdateWire.write(feedId, part));
        }
        changed.forEach(OrderPublisherSocket::log);
    }

    private static void log(OrderInfo order) {
        LOG.atInfo()
                .addKeyValue(LogKeys.REQUEST_ID, order.requestId())
                .addKeyValue("tag", order.tag())
                .addKeyValue("order_serial", order.orderSerial())
                .log(
                        "Order is {}: {} {} {}, {} filled at {}. {}",
                        order.status(),
                        order.order().side(),
                        order.order().quantity(),
                        order.order().itemCode(),
                        order.filled(),
                        order.averagePrice(),
                        order.text());
    }

    @Override
    public void close() {
        socket.close();
    }
}
