package dev.aftm.infrastructure.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/** Looks whether ports can be listened on, before anything is started that needs them. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * The first port that is taken.
     *
     * @param ports the port of each name, in the order in which they are looked at
     * @return its name; empty where all are free
     */
    public static Optional<String> firstTaken(Map<String, InetSocketAddress> ports) {
        return ports.entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isTaken(InetSocketAddress port) {
        InetAddress address = port.getAddress();
        try (ServerSocket socket = new ServerSocket(port.getPort(), 1, address)) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
