package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.codec.TickWire;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickPublisher;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes ticks; those of one instrument that come together share a message. Bound by whoever makes it; then it belongs to the
 * thread that owns the exchange.
 */
public final class TickPublisherSocket implements TickPublisher, AutoCloseable {

    /** About 15 KB: a message that neither sockets nor listeners choke on. */
    private static final int MOST_IN_A_MESSAGE = 128;

    private final PublisherSocket socket;
    private final List<SequencedTick> waiting = new ArrayList<>(MOST_IN_A_MESSAGE);

    /**
     * Binds the publisher to its address.
     *
     * @throws PortInUseException the address cannot be listened on
     */
    public TickPublisherSocket(String bindAddress) {
        socket = new PublisherSocket(bindAddress);
    }

    /** The address that is served, with the port that the system chose where it was asked to. */
    public String address() {
        return socket.address();
    }

    @Override
    public void publish(SequencedTick tick) {
        boolean isAnothers = !waiting.isEmpty()
                && !waiting.get(0).tick().itemCode().equals(tick.tick().itemCode());
        if (isAnothers || waiting.size() == MOST_IN_A_MESSAGE) {
            flush();
        }
        waiting.add(tick);
    }

    @Override
    public void flush() {
        if (!waiting.isEmpty()) {
            socket.publish(TickWire.topic(waiting.get(0).tick().itemCode()), TickWire.write(waiting));
            waiting.clear();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
