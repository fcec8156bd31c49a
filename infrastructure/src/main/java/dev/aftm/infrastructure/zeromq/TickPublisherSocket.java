package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.port.NumberedTick;
import dev.aftm.interactor.port.TickPublisher;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Publishes ticks on a PUB socket. It is bound by whoever makes it and then belongs to the thread that publishes: the one
 * that owns the exchange, so that a tick takes no hop between threads.
 */
public final class TickPublisherSocket implements TickPublisher, AutoCloseable {

    private final ZContext context = new ZContext();
    private final ZMQ.Socket publisher;

    /** @throws PortInUseException the address cannot be listened on */
    public TickPublisherSocket(String bindAddress) {
        publisher = Sockets.serving(context, SocketType.PUB);
        try {
            Sockets.bind(publisher, bindAddress);
        } catch (PortInUseException e) {
            context.close();
            throw e;
        }
    }

    /** The address that is served, with the port that the system chose where it was asked to. */
    public String address() {
        return publisher.getLastEndpoint();
    }

    @Override
    public void publish(NumberedTick tick) {
        publisher.sendMore(TickWire.topic(tick.tick().itemCode()));
        publisher.send(Json.MAPPER.writeValueAsBytes(TickWire.of(tick)));
    }

    @Override
    public void close() {
        context.close();
    }
}
