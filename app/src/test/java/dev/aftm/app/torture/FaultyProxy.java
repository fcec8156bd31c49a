package dev.aftm.app.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A faulty network between clients and gateway: cuts connections, also in the middle of a message, delays bytes, and
 * sometimes sends a client's messages to the gateway a second time over another connection.
 */
final class FaultyProxy implements AutoCloseable {

    private static final int CHUNK = 8192;
    private static final int LONGEST_RECORD = 64 * 1024;

    private final ServerSocket server;
    private final int gatewayPort;
    private final Random random;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong faults = new AtomicLong();
    private volatile boolean bad = true;

    FaultyProxy(int gatewayPort, long seed) throws IOException {
        this.gatewayPort = gatewayPort;
        this.random = new Random(seed);
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept, "proxy");
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns the number of faults so far. */
    long faults() {
        return faults.get();
    }

    /** Stops making faults. */
    void heal() {
        bad = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket gateway = connect();
                daemon(() -> pump(client, gateway, true), "to-gateway");
                daemon(() -> pump(gateway, client, false), "to-client");
            } catch (IOException e) {
                // The gateway is down, or this proxy closes.
            }
        }
    }

    private Socket connect() throws IOException {
        Socket gateway = new Socket();
        gateway.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gatewayPort), 1000);
        gateway.setTcpNoDelay(true);
        sockets.add(gateway);
        return gateway;
    }

    private boolean happens(int oneIn) {
        boolean happens;
        synchronized (random) {
            happens = bad && random.nextInt(oneIn) == 0;
        }
        if (happens) {
            faults.incrementAndGet();
        }
        return happens;
    }

    private void pump(Socket from, Socket to, boolean records) {
        sockets.add(from);
        byte[] record = new byte[LONGEST_RECORD];
        int recorded = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (records && recorded + count <= record.length) {
                    System.arraycopy(chunk, 0, record, recorded, count);
                    recorded += count;
                }
                if (happens(60)) {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
                if (happens(150)) {
                    out.write(chunk, 0, count / 2);
                    return;
                }
                if (happens(150)) {
                    return;
                }
                out.write(chunk, 0, count);
                if (records && happens(80)) {
                    replay(Arrays.copyOf(record, recorded));
                }
            }
        } catch (IOException e) {
            // One side has closed the connection.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Sends a copy of everything that a client has sent on this connection; the replies are ignored. */
    private void replay(byte[] record) {
        daemon(
                () -> {
                    try (Socket gateway = connect()) {
                        gateway.getOutputStream().write(record);
                        gateway.setSoTimeout(300);
                        while (gateway.getInputStream().read() >= 0) {
                            // Reads until there are no more replies.
                        }
                    } catch (IOException e) {
                        // There are no more replies, or the gateway is gone.
                    }
                },
                "copy");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
