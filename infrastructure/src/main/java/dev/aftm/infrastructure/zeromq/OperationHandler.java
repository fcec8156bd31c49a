package dev.aftm.infrastructure.zeromq;

import java.util.function.Consumer;

/** One operation of the gateway, from its wire form to its wire form. Called on the gateway's loop; must not block. */
interface OperationHandler {

    /** The name by which requests ask for it. */
    String operation();

    /**
     * Does what is asked for.
     *
     * @param reply is given the reply once, now or later, on any thread
     * @throws WireRefusal the parameters are wrong
     */
    void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal;
}
