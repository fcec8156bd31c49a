package dev.aftm.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

/** An echo that parses the order's JSON and writes it back: {@code Echo tcp|jeromq|http|grpc PORT}. */
public final class Echo {

    private static final JsonMapper JSON = new JsonMapper();

    private Echo() {}

    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "tcp" -> tcp(port);
            case "jeromq" -> jeromq(port);
            case "http" -> http(port);
            case "grpc" -> Grpc.serve(port, Echo::echo);
            default ->
                throw new IllegalArgumentException(
                        "The kind \"" + arguments[0] + "\" does not exist; use tcp, jeromq, http or grpc.");
        }
    }

    private static byte[] echo(byte[] request) {
        return JSON.writeValueAsBytes(JSON.readTree(request));
    }

    /** Serves each connection on its own blocking thread; each message follows its length. */
    private static void tcp(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress())) {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(socket), "echo");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
            while (true) {
                byte[] reply = echo(in.readNBytes(in.readInt()));
                out.writeInt(reply.length);
                out.write(reply);
                out.flush();
            }
        } catch (IOException e) {
            // The client has disconnected.
        }
    }

    private static void jeromq(int port) {
        try (ZContext context = new ZContext();
                ZMQ.Socket router = context.createSocket(SocketType.ROUTER)) {
            router.setRcvHWM(0);
            router.setSndHWM(0);
            router.bind("tcp://127.0.0.1:" + port);
            while (!Thread.currentThread().isInterrupted()) {
                router.sendMore(router.recv());
                while (router.hasReceiveMore()) {
                    byte[] frame = router.recv();
                    if (router.hasReceiveMore()) {
                        router.sendMore(frame);
                    } else {
                        router.send(echo(frame));
                    }
                }
            }
        }
    }

    private static void http(int port) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            byte[] reply = echo(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
    }
}
