package dev.aftm.benchmarks;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.order.OrderRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Measures the cost of monitoring for an order, with two gateways in their own processes: one without status page and metrics,
 * and one with; or one without event stream clients, and one with twenty and a stalled one. Orders go to both in turn, so that
 * other load of the machine affects both. Prints the median ratio of their medians, with a 95 % confidence interval.
 *
 * <p>{@code java -cp app/benchmarks/target/benchmarks.jar dev.aftm.benchmarks.MonitoringOverhead app/target/aftm.jar [ROUNDS]}
 */
public final class MonitoringOverhead {

    private static final int WARM_UP = 10_000;
    private static final int ORDERS = 200;
    private static final int VIEWERS = 20;

    private MonitoringOverhead() {}

    /** A gateway in its own process, and a client. */
    private static final class Gateway implements AutoCloseable {
        private final Process process;
        private final int httpPort;
        private final DllGatewayClient client;

        private Gateway(Path jar, boolean isWatched) throws IOException, InterruptedException {
            Path folder = Files.createTempDirectory("monitoring-overhead");
            int port = freePort();
            httpPort = isWatched ? freePort() : 0;
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx192m",
                            "-jar",
                            jar.toAbsolutePath().toString(),
                            "gateway")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "DLL_GATEWAY_PORT", String.valueOf(port),
                            "ZMQ_TICK_PORT", String.valueOf(freePort()),
                            "ZMQ_EVENT_PORT", String.valueOf(freePort()),
                            "HTTP_PORT", String.valueOf(httpPort),
                            "DLL_GATEWAY_JOURNAL_SYNC", "normal",
                            "LOG_LEVEL", "WARN"));
            process = builder.start();
            client = new DllGatewayClient(
                    new GatewayAddress("tcp://127.0.0.1:" + port, Duration.ofSeconds(30), Duration.ofSeconds(5), 3));
            boolean isUp = false;
            while (!isUp) {
                isUp = isLoggedIn();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }

        private boolean isLoggedIn() {
            try {
                return client.getSession().loggedIn();
            } catch (DllGatewayException e) {
                return false;
            }
        }

        /** Sends one order and returns its latency in nanoseconds. */
        private long send() {
            OrderRequest order = order();
            long began = System.nanoTime();
            var unused = client.sendOrder(order);
            return System.nanoTime() - began;
        }

        @Override
        public void close() throws IOException {
            client.close();
            process.destroy();
        }
    }

    private static OrderRequest order() {
        NewOrder order = new NewOrder(
                "TXFH1",
                Side.BUY,
                OrderType.MARKET,
                BigDecimal.ZERO,
                1,
                PositionEffect.AUTO,
                false,
                TimeInForce.IOC,
                "monitoring");
        return new OrderRequest(UUID.randomUUID().toString(), "SIM0001", order, null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Measures both comparisons and prints a table. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        System.out.println("| comparison | rounds | baseline median | ratio | 95 % confidence |");
        System.out.println("|---|---|---|---|---|");
        try (Gateway plain = new Gateway(jar, false);
                Gateway watched = new Gateway(jar, true)) {
            compare("metrics and status page, versus none", plain, watched, rounds);
        }
        try (Gateway alone = new Gateway(jar, true);
                Gateway crowded = new Gateway(jar, true)) {
            List<Socket> viewers = new ArrayList<>();
            for (int i = 0; i <= VIEWERS; i++) {
                viewers.add(view(crowded.httpPort, i < VIEWERS));
            }
            compare("20 clients and a stalled one, versus none", alone, crowded, rounds);
            for (Socket viewer : viewers) {
                viewer.close();
            }
        }
    }

    /** Opens an event stream client that reads everything, or that stops reading. */
    private static Socket view(int port, boolean reads) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(reads ? 65_536 : 1_024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        if (reads) {
            Thread reader = new Thread(() -> read(socket), "viewer");
            reader.setDaemon(true);
            reader.start();
        }
        return socket;
    }

    private static void read(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[65_536];
            while (in.read(buffer) >= 0) {
                // The data is discarded.
            }
        } catch (IOException e) {
            // The connection was closed.
        }
    }

    private static void compare(String name, Gateway base, Gateway other, int rounds) {
        for (int i = 0; i < WARM_UP; i++) {
            base.send();
            other.send();
        }
        double[] ratios = new double[rounds];
        double[] medians = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long[] ofBase = new long[ORDERS];
            long[] ofOther = new long[ORDERS];
            for (int i = 0; i < ORDERS; i++) {
                boolean isBaseFirst = i % 2 == 0;
                long first = (isBaseFirst ? base : other).send();
                long second = (isBaseFirst ? other : base).send();
                ofBase[i] = isBaseFirst ? first : second;
                ofOther[i] = isBaseFirst ? second : first;
            }
            medians[round] = median(ofBase);
            ratios[round] = median(ofOther) / medians[round];
        }
        Arrays.sort(ratios);
        Arrays.sort(medians);
        // The rank-based 95 % confidence interval of a median, valid for any distribution.
        int half = (int) Math.ceil(0.98 * Math.sqrt(rounds));
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f µs | %.3f | %.3f to %.3f |",
                name,
                rounds,
                medians[rounds / 2] / 1000,
                ratios[rounds / 2],
                ratios[Math.max(0, rounds / 2 - half)],
                ratios[Math.min(rounds - 1, rounds / 2 + half)]));
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
