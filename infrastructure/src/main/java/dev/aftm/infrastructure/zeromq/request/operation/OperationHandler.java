package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import java.util.function.Consumer;

/** Handles one operation of the protocol. Called on the gateway-loop thread; must not block. */
public interface OperationHandler {

    /** Returns the operation's name in requests. */
    String operation();

    /**
     * Handles a request.
     *
     * @param reply receives the reply exactly once, now or later, on any thread
     * @throws WireRequestException a parameter is missing or invalid; the message names it
     */
    void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException;
}
