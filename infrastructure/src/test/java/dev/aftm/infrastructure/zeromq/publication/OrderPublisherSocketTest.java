package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.codec.OrderUpdateWire;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.publication.OrderUpdatePublisherContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class OrderPublisherSocketTest implements OrderUpdatePublisherContract {

    private final OrderPublisherSocket updates = new OrderPublisherSocket("tcp://127.0.0.1:*");
    private final Listener listener =
            new Listener(updates.address(), new String(OrderUpdateWire.topic(Orders.ACCOUNT), StandardCharsets.UTF_8));

    @BeforeEach
    void listen() throws TimeoutException {
        listener.begin(() -> updates.publish("before", Orders.ACCOUNT, List.of(Orders.info(Orders.ACCOUNT, 1))));
    }

    @AfterEach
    void close() {
        listener.close();
        updates.close();
    }

    @Override
    public OrderUpdatePublisher updates() {
        return updates;
    }

    @Override
    public List<OrderInfo> heard(String feedId, int count) {
        List<OrderInfo> heard = new ArrayList<>();
        listener.hear(body -> {
            OrderUpdateWire.Updates read = OrderUpdateWire.read(body);
            if (read.feedId().equals(feedId)) {
                heard.addAll(read.changed());
            }
            return heard.size() >= count;
        });
        return heard;
    }
}
