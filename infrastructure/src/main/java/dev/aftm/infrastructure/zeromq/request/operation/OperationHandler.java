package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import java.util.function.Consumer;

/** One operation of the gateway, from its wire form to its wire form. Called on the gateway's loop; must not block. */
public interface OperationHandler {

    /** The name by which requests ask for it. */
    String operation();

    /**
     * Does what is asked for.
     *
     * @param reply is given the reply once, now or later, on any thread
     * @throws WireRequestException the parameters are wrong
     */
    void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException;
}
