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

/** Somebody to send orders to, in a process of its own on a processor of its choice. */
final class Peer implements AutoCloseable {

    private static final long START_SECONDS = 30;

    private final String name;
    private final Process process;
    private final Line line;

    private Peer(String name, Process process, Line line) {
        this.name = name;
        this.process = process;
        this.line = line;
    }

    String name() {
        return name;
    }

    Line line() {
        return line;
    }

    /** One that only echoes; {@code kind} as {@link Echo} knows it. */
    static Peer echo(String name, String kind, Line.Kind lines, String processor) throws IOException {
        int port = freePort();
        List<String> command = java(
                "-Xmx192m",
                "-cp",
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
                Echo.class.getName(),
                kind);
        command.add(String.valueOf(port));
        return start(name, command, Map.of(), port, lines, processor);
    }

    /** One in Python. */
    static Peer pyzmq(Path script, String processor) throws IOException {
        int port = freePort();
        return start(
                "pyzmq echo",
                List.of("/usr/bin/python3", script.toString(), String.valueOf(port)),
                Map.of(),
                port,
                Line::zeromq,
                processor);
    }

    /** The gateway as it is shipped, on the paper exchange. */
    static Peer gateway(String name, Path jar, String sync, String processor) throws IOException {
        int port = freePort();
        List<String> command = java(
                "-XX:+UseSerialGC", "-Xmx192m", "-jar", jar.toAbsolutePath().toString(), "gateway");
        Map<String, String> environment = Map.of(
                "DLL_GATEWAY_PORT", String.valueOf(port),
                "ZMQ_TICK_PORT", String.valueOf(freePort()),
                "ZMQ_EVENT_PORT", String.valueOf(freePort()),
                "HTTP_PORT", String.valueOf(freePort()),
                "DLL_GATEWAY_JOURNAL_SYNC", sync,
                "SIMULATOR_TAPE_TICKS_PER_SECOND", "1",
                "LOG_LEVEL", "WARN");
        return start(name, command, environment, port, Line::zeromq, processor);
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Peer start(
            String name,
            List<String> command,
            Map<String, String> environment,
            int port,
            Line.Kind lines,
            String processor)
            throws IOException {
        List<String> placed = new ArrayList<>();
        if (!processor.isEmpty()) {
            placed.addAll(List.of("taskset", "-c", processor));
        }
        placed.addAll(command);
        Path folder = Files.createTempDirectory("peer");
        ProcessBuilder builder = new ProcessBuilder(placed)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens(port)) {
            if (System.nanoTime() > until || !process.isAlive()) {
                process.destroyForcibly();
                throw new IOException(name + " has not come up: " + Files.readString(folder.resolve("out")));
            }
        }
        return new Peer(name, process, lines.open(port));
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
        line.close();
        process.destroy();
    }
}
