package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.socket.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A subscriber to one topic. Used by one thread. */
final class Listener implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket socket = Sockets.connecting(context, SocketType.SUB);

    Listener(String address, String topic) {
        socket.subscribe(topic);
        socket.connect(address);
    }

    /**
     * Waits until the subscription has taken effect.
     *
     * @param publish publishes a test message
     */
    void begin(Runnable publish) throws TimeoutException {
        socket.setReceiveTimeOut(20);
        for (int waited = 0; socket.recv() == null; waited += 20) {
            if (waited > PATIENCE_MILLIS) {
                throw new TimeoutException("No message was received.");
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

    /** Returns the bodies of the next messages, until the condition is met. */
    List<byte[]> hear(Predicate<byte[]> isEnough) {
        List<byte[]> heard = new ArrayList<>();
        byte[] body;
        do {
            if (socket.recv() == null) {
                throw new AssertionError("No more messages were received after " + heard.size() + ".");
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
