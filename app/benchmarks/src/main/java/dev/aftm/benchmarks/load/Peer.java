package dev.aftm.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process to send orders to. */
final class Peer implements AutoCloseable {

    private static final long START_SECONDS = 30;

    private final String name;
    private final Kind kind;
    private final Process process;
    private final int port;
    private final PeerConnection.Kind lines;
    private final PeerConnection connection;

    /** The kind of a peer. */
    enum Kind {
        /** An echo that accepts many requests in flight. */
        PIPELINED_ECHO,
        /** An echo that accepts one request at a time. */
        ECHO,
        /** The gateway. */
        GATEWAY
    }

    private Peer(String name, Kind kind, Process process, int port, PeerConnection.Kind lines) {
        this.name = name;
        this.kind = kind;
        this.port = port;
        this.lines = lines;
        this.process = process;
        this.connection = lines.open(port);
    }

    boolean isPipelined() {
        return kind != Kind.ECHO;
    }

    boolean isGateway() {
        return kind == Kind.GATEWAY;
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Opens another connection. */
    PeerConnection another() {
        return lines.open(port);
    }

    String name() {
        return name;
    }

    PeerConnection connection() {
        return connection;
    }

    /** Starts an echo; {@code kind} is the first argument of {@link Echo}. */
    static Peer echo(String name, String kind, PeerConnection.Kind lines) throws IOException {
        int port = freePort();
        List<String> command = java(
                "-Xmx192m",
                "-cp",
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
                Echo.class.getName(),
                kind);
        command.add(String.valueOf(port));
        return start(name, kind.equals("http") ? Kind.ECHO : Kind.PIPELINED_ECHO, command, Map.of(), port, lines);
    }

    /** Starts the echo in Python. */
    static Peer pyzmq(Path script) throws IOException {
        int port = freePort();
        return start(
                "pyzmq echo",
                Kind.PIPELINED_ECHO,
                List.of("/usr/bin/python3", script.toString(), String.valueOf(port)),
                Map.of(),
                port,
                PeerConnection::zeromq);
    }

    /** Starts the shipped gateway on the paper exchange. */
    static Peer gateway(String name, Path jar, String sync, Path folder) throws IOException {
        List<String> command = gatewayJava();
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "gateway"));
        return gateway(name, command, sync, folder);
    }

    /** Starts the gateway with an in-memory journal. */
    static Peer memoryGateway(String name) throws IOException {
        List<String> command = gatewayJava();
        command.addAll(List.of(
                "-cp",
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
                MemoryGateway.class.getName()));
        return gateway(name, command, "normal", Files.createTempDirectory("peer"));
    }

    private static List<String> gatewayJava() {
        return java("-XX:+UseSerialGC", "-Xms64m", "-Xmn16m", "-Xmx1g");
    }

    private static Peer gateway(String name, List<String> command, String sync, Path folder) throws IOException {
        int port = freePort();
        Map<String, String> environment = Map.of(
                "DLL_GATEWAY_PORT", String.valueOf(port),
                "ZMQ_TICK_PORT", String.valueOf(freePort()),
                "ZMQ_EVENT_PORT", String.valueOf(freePort()),
                "HTTP_PORT", String.valueOf(freePort()),
                "DLL_GATEWAY_JOURNAL_SYNC", sync,
                "SIMULATOR_TAPE_TICKS_PER_SECOND", "1",
                "LOG_LEVEL", "WARN");
        return start(name, Kind.GATEWAY, command, environment, port, PeerConnection::zeromq, folder);
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Peer start(
            String name,
            Kind kind,
            List<String> command,
            Map<String, String> environment,
            int port,
            PeerConnection.Kind lines)
            throws IOException {
        return start(name, kind, command, environment, port, lines, Files.createTempDirectory("peer"));
    }

    private static Peer start(
            String name,
            Kind kind,
            List<String> command,
            Map<String, String> environment,
            int port,
            PeerConnection.Kind lines,
            Path folder)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens(port)) {
            if (System.nanoTime() > until || !process.isAlive()) {
                process.destroyForcibly();
                throw new IOException(name + " did not start: " + Files.readString(folder.resolve("out")));
            }
        }
        return new Peer(name, kind, process, port, lines);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        connection.close();
        process.destroy();
    }
}
