package dev.aftm.infrastructure.zeromq.socket;

import java.nio.ByteBuffer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Makes every socket of the system, so that none is without its armour. The limits answer traps that JeroMQ 0.6.0 is
 * known for: a frame of negative or huge length must neither stop the I/O thread nor fill the memory (jeromq issues 1005
 * and 440), and a connection whose handshake never starts must be dropped and tried again (issue 1022).
 */
public final class Sockets {

    /** Larger messages are dropped by the socket; larger than {@link #MAX_REQUEST_BYTES} ones are refused by name. */
    public static final int MAX_FRAME_BYTES = 1 << 20;

    public static final int MAX_REQUEST_BYTES = 64 * 1024;

    private static final int HANDSHAKE_MILLIS = 500;
    private static final int HIGH_WATER_MARK = 10_000;
    private static final int SERVING_RECEIVE_MARK = 256;
    private static final ByteBuffer UNREADABLE = ByteBuffer.allocate(MAX_FRAME_BYTES);

    private Sockets() {}

    /** A socket that anybody on this machine may connect to; bind it with {@link #bind}. */
    public static ZMQ.Socket serving(ZContext context, SocketType type) {
        ZMQ.Socket socket = create(context, type, Sockets::frameFromAnybody);
        socket.setRcvHWM(SERVING_RECEIVE_MARK);
        return socket;
    }

    /** A socket that connects to another process of the system. */
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
     * @throws PortInUseException where another process has the port
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

    /** Gives the decoder an empty message for a length that no honest peer sends; the peer is then cut off. */
    private static Msg frame(int size) {
        return size < 0 || size > MAX_FRAME_BYTES ? new Msg() : new Msg(size);
    }

    /**
     * As {@link #frame}, but what is too large to be read is written into one buffer that all connections share: its
     * content does not matter, and a peer that only announces large frames must not be able to fill the memory.
     */
    private static Msg frameFromAnybody(int size) {
        boolean unreadable = size > MAX_REQUEST_BYTES && size <= MAX_FRAME_BYTES;
        return unreadable ? new Msg(UNREADABLE.slice(0, size)) : frame(size);
    }
}
