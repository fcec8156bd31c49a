package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A PUB socket. The creating thread binds it; afterwards it belongs to the execution thread, which publishes directly,
 * without a hop between threads.
 */
final class PublisherSocket implements AutoCloseable {

    private final ZContext context = new ZContext();
    private final ZMQ.Socket publisher;

    /**
     * Binds the publisher to its address.
     *
     * @throws PortInUseException the address cannot be bound
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

    /** Returns the bound address, with the port that the system assigned if port 0 was given. */
    String address() {
        return publisher.getLastEndpoint();
    }

    /** Publishes a message; it is dropped for a subscriber whose queue is full. */
    void publish(byte[] topic, byte[] body) {
        publisher.sendMore(topic);
        publisher.send(body);
    }

    @Override
    public void close() {
        context.close();
    }
}
