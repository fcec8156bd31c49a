package dev.aftm.infrastructure.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/** Checks that ports are free before the processes that need them are started. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * Finds the first port that is in use.
     *
     * @param ports the ports by name, checked in this order
     * @return the name of that port; empty if all are free
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
        } catch (IOException inUse) {
            return true;
        }
    }
}
