package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.socket.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Somebody who hears all that is published under a topic from a certain moment on. Used by one thread. */
final class Listener implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket = Sockets.connecting(context, SocketType.SUB);

    Listener(String address, String topic) {
        socket.subscribe(topic);
        socket.connect(address);
    }

    /**
     * Comes back when something that is published is heard: a subscription takes a moment to reach the publisher.
     *
     * @param publish publishes something to try
     */
    void begin(Runnable publish) throws TimeoutException {
        socket.setReceiveTimeOut(20);
        for (int waited = 0; socket.recv() == null; waited += 20) {
            if (waited > PATIENCE_MILLIS) {
                throw new TimeoutException("Nothing was heard.");
            }
            publish.run();
        }
        do {
            while (socket.hasReceiveMore()) {
                socket.recv();
            }
        } while (socket.recv() != null);
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
    }

    /** The bodies of the next messages, until somebody has enough. */
    List<byte[]> hear(Predicate<byte[]> isEnough) {
        List<byte[]> heard = new ArrayList<>();
        byte[] body;
        do {
            if (socket.recv() == null) {
                throw new AssertionError("Nothing more was heard after " + heard.size() + " messages.");
            }
            body = socket.recv();
            heard.add(body);
        } while (!isEnough.test(body));
        return heard;
    }

    @Override
    public void close() {
        context.close();
    }
}
