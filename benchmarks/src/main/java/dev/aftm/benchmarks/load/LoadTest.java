package dev.aftm.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The round trip of a full order against echoes of the same message, interleaved in rounds: one outstanding, 64 outstanding, and at
 * fixed rates, where latency counts from when the order was due and not from when it could be sent (no coordinated omission).
 * Prints tables in Markdown.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.aftm.benchmarks.load.LoadTest app/target/aftm.jar [ROUNDS] [PLACEMENT]},
 * where PLACEMENT names the processor of the peers, e.g. 1; this process itself is placed by {@code taskset}.
 */
public final class LoadTest {

    private static final int WARM_UP = 20_000;
    private static final int CALLS = 3_000;
    private static final int OUTSTANDING = 64;
    private static final int PIPELINED_CALLS = 20_000;
    private static final int OPEN_SECONDS = 2;
    private static final int[] RATES = {1_000, 4_000};

    private final List<Peer> peers = new ArrayList<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private long number;

    private LoadTest() {}

    public static void main(String... arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String processor = arguments.length > 2 ? arguments[2] : "";
        new LoadTest().run(Path.of(arguments[0]), rounds, processor);
    }

    private void run(Path jar, int rounds, String processor) throws IOException {
        try {
            peers.add(Peer.echo("raw TCP echo", "tcp", Line::tcp, processor));
            peers.add(Peer.echo("JeroMQ echo", "jeromq", Line::zeromq, processor));
            Path script = Path.of("benchmarks/src/main/python/echo.py");
            if (Files.exists(script) && hasPyzmq()) {
                peers.add(Peer.pyzmq(script.toAbsolutePath(), processor));
            }
            peers.add(Peer.echo("JDK HTTP echo", "http", Line::http, processor));
            peers.add(Peer.gateway("AFTM, journal normal", jar, "normal", processor));
            peers.add(Peer.gateway("AFTM, journal full", jar, "full", processor));
            for (Peer peer : peers) {
                closed(peer, peer.name().contains("full") ? WARM_UP / 4 : WARM_UP, 1);
            }
            latencies(rounds);
            throughput(rounds);
            openLoop();
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

    /** About 250 bytes; every order has an id of its own, and buys and sells in turn. */
    private byte[] order() {
        number++;
        return ("{\"operation\":\"send_order\",\"request_id\":\"" + run + "-" + number
                        + "\",\"timestamp\":1627282800000,\"parameters\":{\"order_account\":\"SIM0001\",\"item_code\":\"TXFH1\","
                        + "\"side\":\"" + (number % 2 == 0 ? "Buy" : "Sell")
                        + "\",\"order_type\":\"Market\",\"price\":0,\"quantity\":1,\"open_close\":\"AUTO\",\"note\":\"load\","
                        + "\"day_trade\":\"No\",\"time_in_force\":\"IOC\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A closed loop; how long each took in nanoseconds, or, of several at once, how many a second. */
    private Histogram closed(Peer peer, int calls, int outstanding) {
        Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
        long[] sentAt = new long[calls];
        long base = number;
        int sent = 0;
        for (int received = 0; received < calls; received++) {
            while (sent < calls && sent - received < outstanding) {
                byte[] request = order();
                sentAt[sent] = System.nanoTime();
                peer.line().send(base + sent, request);
                sent++;
            }
            long answered = peer.line().receive(10_000);
            require(answered >= base, peer);
            histogram.recordValue(System.nanoTime() - sentAt[(int) (answered - base)]);
        }
        return histogram;
    }

    private void latencies(int rounds) {
        double[][][] figures = new double[peers.size()][3][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < peers.size(); i++) {
                Histogram histogram = closed(peers.get(i), CALLS, 1);
                figures[i][0][round] = histogram.getValueAtPercentile(50) / 1e3;
                figures[i][1][round] = histogram.getValueAtPercentile(99) / 1e3;
                figures[i][2][round] = histogram.getValueAtPercentile(99.9) / 1e3;
            }
        }
        System.out.println("\nOne order at a time, medians of " + rounds + " rounds of " + CALLS + ", in µs:\n");
        System.out.println("| peer | p50 | p99 | p99.9 | p50 less that of the JeroMQ echo |\n|---|---|---|---|---|");
        for (int i = 0; i < peers.size(); i++) {
            double[] less = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                less[round] = figures[i][0][round] - figures[1][0][round];
            }
            print(
                    "| %s | %.0f | %.0f | %.0f | %+.0f |",
                    peers.get(i).name(),
                    median(figures[i][0]),
                    median(figures[i][1]),
                    median(figures[i][2]),
                    median(less));
        }
    }

    private void throughput(int rounds) {
        double[][] figures = new double[peers.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < peers.size(); i++) {
                if (peers.get(i).name().contains("HTTP")) {
                    continue;
                }
                long began = System.nanoTime();
                closed(peers.get(i), PIPELINED_CALLS, OUTSTANDING);
                figures[i][round] = PIPELINED_CALLS * 1e9 / (System.nanoTime() - began);
            }
        }
        System.out.println("\n" + OUTSTANDING + " outstanding on one connection, medians of " + rounds + " rounds:\n");
        System.out.println("| peer | a second | of the JeroMQ echo's |\n|---|---|---|");
        for (int i = 0; i < peers.size(); i++) {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = figures[i][round] / figures[1][round];
            }
            if (median(figures[i]) > 0) {
                print("| %s | %,.0f | %.2f |", peers.get(i).name(), median(figures[i]), median(ratios));
            }
        }
    }

    private void openLoop() {
        System.out.println("\nAt fixed rates, from when each was due, in µs:\n");
        System.out.println("| peer | a second | p50 | p99 | p99.9 |\n|---|---|---|---|---|");
        for (Peer peer : peers) {
            boolean isPipelined = peer.name().contains("JeroMQ") || peer.name().contains("AFTM");
            for (int rate : isPipelined ? RATES : new int[0]) {
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

    private Histogram open(Peer peer, int rate) {
        Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
        int calls = rate * OPEN_SECONDS;
        long period = TimeUnit.SECONDS.toNanos(1) / rate;
        long base = number;
        long start = System.nanoTime();
        int sent = 0;
        int received = 0;
        while (received < calls) {
            while (sent < calls && start + sent * period - System.nanoTime() <= 0) {
                peer.line().send(base + sent, order());
                sent++;
            }
            long answered = peer.line().receive(sent < calls ? 0 : 10_000);
            if (answered >= base) {
                histogram.recordValue(System.nanoTime() - (start + (answered - base) * period));
                received++;
            } else if (sent < calls) {
                LockSupport.parkNanos(10_000);
            } else {
                require(false, peer);
            }
        }
        return histogram;
    }

    private static void require(boolean hasAnswered, Peer peer) {
        if (!hasAnswered) {
            throw new IllegalStateException(peer.name() + " has not answered.");
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
