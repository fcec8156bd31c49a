package dev.aftm.infrastructure.zeromq.socket;

/** An address cannot be bound; the message names it and says what to do. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortInUseException(String address) {
        super("Cannot listen on " + address + ": another process has this port, or the address is not this machine's."
                + " Stop the other process or choose another port.");
    }
}
