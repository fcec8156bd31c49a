package dev.aftm.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports. They are below the system's ephemeral ports (from 32,768 on Linux), and none is returned twice, so that nothing
 * takes a port before the process under test has started.
 */
public final class Ports {

    private static final int FIRST = 12_000;
    private static final int COUNT = 20_000;

    /** Starts at a random port, because other builds may be running on this machine. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** Returns the given number of different free ports. */
    public static List<Integer> free(int count) throws IOException {
        List<Integer> found = new ArrayList<>();
        for (int tried = 0; found.size() < count; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                found.add(port);
            } else if (tried > COUNT) {
                throw new IOException("No port is free.");
            }
        }
        return found;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }
}
