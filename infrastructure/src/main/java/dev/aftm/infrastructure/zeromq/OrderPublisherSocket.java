package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.port.OrderUpdates;
import java.util.List;

/** Publishes changes of orders. Bound by whoever makes it; then it belongs to the thread that owns the exchange. */
public final class OrderPublisherSocket implements OrderUpdates, AutoCloseable {

    /** So that a message stays well below what a socket carries. */
    private static final int MOST_IN_A_MESSAGE = 200;

    private final PublisherSocket socket;

    /** @throws PortInUseException the address cannot be listened on */
    public OrderPublisherSocket(String bindAddress) {
        socket = new PublisherSocket(bindAddress);
    }

    /** The address that is served, with the port that the system chose where it was asked to. */
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
    }

    @Override
    public void close() {
        socket.close();
    }
}
