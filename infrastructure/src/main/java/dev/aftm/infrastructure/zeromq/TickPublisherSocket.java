package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.port.NumberedTick;
import dev.aftm.interactor.port.TickPublisher;

/** Publishes ticks. Bound by whoever makes it; then it belongs to the thread that owns the exchange. */
public final class TickPublisherSocket implements TickPublisher, AutoCloseable {

    private final PublisherSocket socket;

    /** @throws PortInUseException the address cannot be listened on */
    public TickPublisherSocket(String bindAddress) {
        socket = new PublisherSocket(bindAddress);
    }

    /** The address that is served, with the port that the system chose where it was asked to. */
    public String address() {
        return socket.address();
    }

    @Override
    public void publish(NumberedTick tick) {
        socket.publish(TickWire.topic(tick.tick().itemCode()), Json.MAPPER.writeValueAsBytes(TickWire.of(tick)));
    }

    @Override
    public void close() {
        socket.close();
    }
}
