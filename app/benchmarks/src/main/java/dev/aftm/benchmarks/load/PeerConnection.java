package dev.aftm.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A connection to a peer. Each request has a number; replies carry the number of their request, in any order. */
abstract class PeerConnection implements AutoCloseable {

    /** Sends a request without waiting for the reply. */
    abstract void send(long number, byte[] request);

    /** Waits for the next reply and returns its number; negative if there was none within the time in milliseconds. */
    abstract long receive(int millis);

    @Override
    public abstract void close();

    /** Opens connections of one kind. */
    interface Kind {
        PeerConnection open(int port);
    }

    /** A DEALER socket; the number precedes the empty frame, as in the gateway's own client. */
    static PeerConnection zeromq(int port) {
        ZContext context = new ZContext();
        ZMQ.Socket dealer = context.createSocket(SocketType.DEALER);
        dealer.setRcvHWM(0);
        dealer.setSndHWM(0);
        dealer.connect("tcp://127.0.0.1:" + port);
        return new PeerConnection() {
            @Override
            void send(long number, byte[] request) {
                dealer.sendMore(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
                dealer.sendMore(new byte[0]);
                dealer.send(request);
            }

            @Override
            long receive(int millis) {
                dealer.setReceiveTimeOut(millis);
                byte[] number = dealer.recv();
                if (number == null) {
                    return -1;
                }
                while (dealer.hasReceiveMore()) {
                    var unused = dealer.recv();
                }
                return ByteBuffer.wrap(number).getLong();
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }

    /** A blocking TCP socket; replies arrive in the order of their requests. */
    static PeerConnection tcp(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            return new PeerConnection() {
                private final ArrayDeque<Long> sent = new ArrayDeque<>();

                @Override
                void send(long number, byte[] request) {
                    sent.add(number);
                    try {
                        out.writeInt(request.length);
                        out.write(request);
                        out.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                long receive(int millis) {
                    try {
                        in.skipNBytes(in.readInt());
                        return sent.remove();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void close() {
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An HTTP client with one request at a time. */
    static PeerConnection http(int port) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        return new PeerConnection() {
            private long last = -1;

            @Override
            void send(long number, byte[] request) {
                try {
                    var unused = client.send(
                            HttpRequest.newBuilder(address)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    last = number;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            long receive(int millis) {
                return last;
            }

            @Override
            public void close() {}
        };
    }
}
