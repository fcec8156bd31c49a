package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.codec.TickWire;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickPublisher;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes ticks; consecutive ticks of one instrument share a message. The creating thread binds the socket; afterwards it
 * belongs to the execution thread.
 */
public final class TickPublisherSocket implements TickPublisher, AutoCloseable {

    /** Keeps a message at about 15 KB. */
    private static final int MOST_IN_A_MESSAGE = 128;

    private final PublisherSocket socket;
    private final List<SequencedTick> waiting = new ArrayList<>(MOST_IN_A_MESSAGE);

    /**
     * Binds the publisher to its address.
     *
     * @throws PortInUseException the address cannot be bound
     */
    public TickPublisherSocket(String bindAddress) {
        socket = new PublisherSocket(bindAddress);
    }

    /** Returns the bound address, with the port that the system assigned if port 0 was given. */
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
