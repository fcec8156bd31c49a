package dev.aftm.infrastructure.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.aftm.infrastructure.http.page.StatusPoller;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests clients that stop reading. The views are large, so that the socket buffers fill at once. */
@Timeout(60)
final class SseClientsTest {

    private static final String LARGE = "x".repeat(20_000_000);

    private final AtomicLong number = new AtomicLong();
    private final SseClients clients =
            new SseClients(() -> new StatusPoller.Shown(number.incrementAndGet(), LARGE, ""), Duration.ofMillis(500));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server = unset();

    @SuppressWarnings("NullAway") // Set before each test.
    private static HttpServer unset() {
        return null;
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(threads);
        server.createContext("/", clients::serve);
        server.start();
    }

    @AfterEach
    void close() {
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private Socket view() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void stalled_clients_are_disconnected_and_others_stay() throws IOException {
        try (Socket stalled = view();
                Socket another = view();
                Socket reading = view()) {
            Thread reader = new Thread(() -> read(reading));
            reader.setDaemon(true);
            reader.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> clients.count() == 3);
            await().atMost(Duration.ofSeconds(20)).until(() -> clients.count() == 1);
            assertThat(stalled.isClosed() || another.isClosed())
                    .as("disconnected by the server, not by the clients")
                    .isFalse();
            assertThat(reader.isAlive()).isTrue();
        }
    }

    @Test
    void closing_does_not_wait_for_a_stalled_client() throws IOException {
        try (Socket stalled = view()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> clients.count() == 1);
            clients.close();
            await().atMost(Duration.ofSeconds(20)).until(() -> clients.count() == 0);
            assertThat(stalled.isClosed()).isFalse();
        }
    }

    private static void read(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[1_000_000];
            while (in.read(buffer) >= 0) {
                // Discards the data.
            }
        } catch (IOException e) {
            // The server has closed the connection.
        }
    }
}
