package dev.aftm.infrastructure.zeromq.socket;

import java.nio.ByteBuffer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Creates every socket of the system with its limits set. The limits work around known defects of JeroMQ 0.6.0: a frame of
 * negative or huge length must neither stop the I/O thread nor exhaust the memory (jeromq issues 1005 and 440), and a
 * connection whose handshake never starts must be dropped and retried (issue 1022).
 */
public final class Sockets {

    /** The socket drops larger messages; those above {@link #MAX_REQUEST_BYTES} are rejected with an error. */
    public static final int MAX_FRAME_BYTES = 1 << 20;

    public static final int MAX_REQUEST_BYTES = 64 * 1024;

    private static final int HANDSHAKE_MILLIS = 500;
    private static final int HIGH_WATER_MARK = 10_000;
    private static final int SERVING_RECEIVE_MARK = 256;
    private static final ByteBuffer UNREADABLE = ByteBuffer.allocate(MAX_FRAME_BYTES);

    private Sockets() {}

    /** Creates a socket that any process on this machine may connect to; bind it with {@link #bind}. */
    public static ZMQ.Socket serving(ZContext context, SocketType type) {
        ZMQ.Socket socket = create(context, type, Sockets::frameFromAnybody);
        socket.setRcvHWM(SERVING_RECEIVE_MARK);
        return socket;
    }

    /** Creates a socket that connects to another process of the system. */
    public static ZMQ.Socket connecting(ZContext context, SocketType type) {
        return create(context, type, Sockets::frame);
    }

    private static ZMQ.Socket create(ZContext context, SocketType type, MsgAllocator allocator) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setMsgAllocator(allocator);
        socket.setMaxMsgSize(MAX_FRAME_BYTES);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setLinger(0);
        socket.setSndHWM(HIGH_WATER_MARK);
        socket.setRcvHWM(HIGH_WATER_MARK);
        socket.setSendTimeOut(0);
        socket.setReconnectIVL(50);
        socket.setReconnectIVLMax(500);
        socket.setTCPKeepAlive(1);
        return socket;
    }

    /**
     * Binds a socket to an address.
     *
     * @throws PortInUseException another process has the port
     */
    public static void bind(ZMQ.Socket socket, String address) {
        try {
            if (!socket.bind(address)) {
                throw new PortInUseException(address);
            }
        } catch (ZMQException e) {
            throw new PortInUseException(address);
        }
    }

    /** Returns an empty message for an illegal length, which makes the decoder disconnect the peer. */
    private static Msg frame(int size) {
        return size < 0 || size > MAX_FRAME_BYTES ? new Msg() : new Msg(size);
    }

    /**
     * Like {@link #frame}, but frames that are too large to be served share one buffer among all connections. Their content
     * does not matter, and a peer that announces large frames must not exhaust the memory.
     */
    private static Msg frameFromAnybody(int size) {
        boolean unreadable = size > MAX_REQUEST_BYTES && size <= MAX_FRAME_BYTES;
        return unreadable ? new Msg(UNREADABLE.slice(0, size)) : frame(size);
    }
}
