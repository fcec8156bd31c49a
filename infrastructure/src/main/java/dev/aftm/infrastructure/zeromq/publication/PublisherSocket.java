package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A PUB socket. It is bound by whoever makes it and then belongs to the thread that publishes: the one that owns the exchange,
 * so that nothing takes a hop between threads.
 */
final class PublisherSocket implements AutoCloseable {

    private final ZContext context = new ZContext();
    private final ZMQ.Socket publisher;

    /**
     * Binds the publisher to its address.
     *
     * @throws PortInUseException the address cannot be listened on
     */
    PublisherSocket(String bindAddress) {
        publisher = Sockets.serving(context, SocketType.PUB);
        try {
            Sockets.bind(publisher, bindAddress);
        } catch (PortInUseException e) {
            context.close();
            throw e;
        }
    }

    /** The address that is served, with the port that the system chose where it was asked to. */
    String address() {
        return publisher.getLastEndpoint();
    }

    /** Publishes; what a slow subscriber cannot take is dropped for it. */
    void publish(byte[] topic, byte[] body) {
        publisher.sendMore(topic);
        publisher.send(body);
    }

    @Override
    public void close() {
        context.close();
    }
}
