package dev.aftm.benchmarks.load;

import dev.aftm.infrastructure.runtime.BatchScheduling;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Compares the round trip of a complete order with echoes of the same message, interleaved in rounds, on each possible
 * placement: with 1, 8 and 64 orders in flight, and at fixed rates. At fixed rates, latency is measured from the time at which
 * the order was due (no coordinated omission). Prints tables in Markdown, and draws one plot.
 *
 * <p>{@code java -cp app/benchmarks/target/benchmarks.jar dev.aftm.benchmarks.load.LoadTest app/target/aftm.jar [ROUNDS]}
 */
public final class LoadTest {

    /** Requests until the socket library and the gateway are fully compiled. */
    private static final int WARM_UP = 100_000;

    private static final int CALLS = 3_000;
    private static final int[] OUTSTANDING = {8, 64};
    private static final int PIPELINED_CALLS = 10_000;
    private static final int OPEN_SECONDS = 2;
    private static final int[] RATES = {1_000, 4_000};
    private static final double[] PERCENTILES = {50, 99, 99.9};
    private static final String REFERENCE = "JeroMQ echo";

    private final List<Peer> peers = new ArrayList<>();
    private final Orders orders = new Orders();
    private final ClosedLoop loop = new ClosedLoop(orders);
    private final int rounds;

    private LoadTest(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String... arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        var unused = BatchScheduling.begin().join();
        new LoadTest(rounds).run(Path.of(arguments[0]));
    }

    private void run(Path jar) throws IOException {
        try {
            peers.add(Peer.echo(REFERENCE, "jeromq", PeerConnection::zeromq));
            peers.add(Peer.echo("raw TCP echo", "tcp", PeerConnection::tcp));
            Path script = Path.of("app/benchmarks/src/main/python/echo.py");
            if (Files.exists(script) && hasPyzmq()) {
                peers.add(Peer.pyzmq(script.toAbsolutePath()));
            }
            peers.add(Peer.echo("gRPC echo", "grpc", Grpc::connection));
            peers.add(Peer.echo("JDK HTTP echo", "http", PeerConnection::http));
            peers.add(Peer.memoryGateway("AFTM, journal in memory"));
            peers.add(Peer.gateway("AFTM, journal normal", jar, "normal", Files.createTempDirectory("peer")));
            peers.add(Peer.gateway("AFTM, journal full", jar, "full", Files.createTempDirectory("peer")));
            for (Peer peer : peers) {
                var unused = loop.run(peer, peer.isGateway() ? WARM_UP / 2 : WARM_UP, peer.isPipelined() ? 64 : 1);
                unused = loop.run(peer, WARM_UP / 10, 1);
            }
            Plot plot = new Plot();
            for (Placement placement : Placement.possible()) {
                latencies(placement, plot);
                for (int outstanding : OUTSTANDING) {
                    throughput(placement, outstanding);
                }
            }
            openLoop();
            if (Files.exists(script) && hasPyzmq()) {
                pythonClient(script.resolveSibling("client.py"));
            }
            Path folder = Path.of("app/benchmarks/target");
            plot.write((Files.isDirectory(folder) ? folder : Path.of(".")).resolve("load.svg"));
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private static boolean hasPyzmq() throws IOException {
        try {
            return new ProcessBuilder("/usr/bin/python3", "-c", "import zmq")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void latencies(Placement placement, Plot plot) {
        double[][][] figures = new double[peers.size()][PERCENTILES.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < peers.size(); i++) {
                placement.apply(peers.get(i));
                Histogram histogram = loop.run(peers.get(i), CALLS, 1);
                for (int j = 0; j < PERCENTILES.length; j++) {
                    figures[i][j][round] = histogram.getValueAtPercentile(PERCENTILES[j]) / 1e3;
                }
            }
        }
        print("%nOne order at a time, %s, medians of %d rounds of %d, in µs:%n", placement, rounds, CALLS);
        print("| peer | p50 | p99 | p99.9 | p50 minus echo | p99 to echo | p99.9 to echo |");
        print("|---|---|---|---|---|---|---|");
        for (int i = 0; i < peers.size(); i++) {
            double[] less = new double[rounds];
            double[] slow = new double[rounds];
            double[] slowest = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                less[round] = figures[i][0][round] - figures[0][0][round];
                slow[round] = figures[i][1][round] / figures[0][1][round];
                slowest[round] = figures[i][2][round] / figures[0][2][round];
            }
            double[] own = {median(figures[i][0]), median(figures[i][1]), median(figures[i][2])};
            print(
                    "| %s | %.0f | %.0f | %.0f | %+.0f | %.2f | %.2f |",
                    peers.get(i).name(), own[0], own[1], own[2], median(less), median(slow), median(slowest));
            plot.row(
                    placement.name().toLowerCase(Locale.ROOT) + ": "
                            + peers.get(i).name(),
                    own);
        }
    }

    private void throughput(Placement placement, int outstanding) {
        List<Peer> pipelined = peers.stream().filter(Peer::isPipelined).toList();
        double[][] figures = new double[pipelined.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < pipelined.size(); i++) {
                placement.apply(pipelined.get(i));
                long began = System.nanoTime();
                var unused = loop.run(pipelined.get(i), PIPELINED_CALLS, outstanding);
                figures[i][round] = PIPELINED_CALLS * 1e9 / (System.nanoTime() - began);
            }
        }
        print("%n%d in flight on one connection, %s, medians of %d rounds:%n", outstanding, placement, rounds);
        print("| peer | orders per second | ratio to echo |%n|---|---|---|");
        for (int i = 0; i < pipelined.size(); i++) {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = figures[i][round] / figures[0][round];
            }
            print("| %s | %,.0f | %.2f |", pipelined.get(i).name(), median(figures[i]), median(ratios));
        }
    }

    private void openLoop() {
        print("%nAt fixed rates, %s, latency from the due time, in µs:%n", Placement.FREE);
        print("| peer | orders per second | p50 | p99 | p99.9 |%n|---|---|---|---|---|");
        for (Peer peer : peers) {
            Placement.FREE.apply(peer);
            for (int rate : peer.isGateway() || peer.name().equals(REFERENCE) ? RATES : new int[0]) {
                Histogram histogram = open(peer, rate);
                print(
                        "| %s | %,d | %.0f | %.0f | %.0f |",
                        peer.name(),
                        rate,
                        histogram.getValueAtPercentile(50) / 1e3,
                        histogram.getValueAtPercentile(99) / 1e3,
                        histogram.getValueAtPercentile(99.9) / 1e3);
            }
        }
    }

    /** Measures a Python client that sends one order at a time over a REQ socket. */
    private void pythonClient(Path script) throws IOException {
        print("%nPython client (pyzmq, REQ), in µs:%n");
        print("| peer | p50 | p99 | p99.9 |%n|---|---|---|---|");
        for (Peer peer : peers) {
            if (peer.isGateway()) {
                Process client = new ProcessBuilder(
                                "/usr/bin/python3",
                                script.toString(),
                                String.valueOf(peer.port()),
                                String.valueOf(CALLS),
                                String.valueOf(CALLS * rounds))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try (BufferedReader results = client.inputReader(StandardCharsets.UTF_8)) {
                    print("| %s | %s |", peer.name(), results.readLine().replace(" ", " | "));
                }
            }
        }
    }

    private Histogram open(Peer peer, int rate) {
        Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
        int calls = rate * OPEN_SECONDS;
        long period = TimeUnit.SECONDS.toNanos(1) / rate;
        long base = orders.sent();
        long start = System.nanoTime();
        int sent = 0;
        int received = 0;
        while (received < calls) {
            while (sent < calls && start + sent * period - System.nanoTime() <= 0) {
                peer.connection().send(base + sent, orders.next());
                sent++;
            }
            long answered = peer.connection().receive(sent < calls ? 0 : 10_000);
            if (answered >= base) {
                histogram.recordValue(System.nanoTime() - (start + (answered - base) * period));
                received++;
            } else if (sent < calls) {
                LockSupport.parkNanos(10_000);
            } else {
                throw ClosedLoop.silent(peer);
            }
        }
        return histogram;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
