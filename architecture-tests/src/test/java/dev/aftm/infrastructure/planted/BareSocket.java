package dev.aftm.infrastructure.planted;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Planted: a socket without its armour. */
public final class BareSocket {

    ZMQ.Socket open(ZContext context) {
        return context.createSocket(SocketType.ROUTER);
    }
}
