package dev.aftm.benchmarks.load;

import dev.aftm.domain.market.Tick;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.interactor.port.publication.SequencedTick;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how many ticks per second a strategy receives through the socket. At a steady rate, measures the age of a tick when
 * the strategy receives it, and when the order that it triggers is answered. Publisher, strategy with order executor, and
 * gateway are three processes.
 *
 * <p>{@code java -cp app/benchmarks/target/benchmarks.jar dev.aftm.benchmarks.load.TickTest app/target/aftm.jar [ROUNDS]}
 */
public final class TickTest {

    private static final int AT_ONCE = 400_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int PACED = 5_000;
    private static final int TICKS_PER_SECOND = 1_000;
    private static final int ORDER_EVERY = 10;
    private static final String FEED = "load";

    private final TickPublisherSocket publisher = new TickPublisherSocket("tcp://127.0.0.1:*");
    private long position;

    public static void main(String... arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        var unused = BatchScheduling.begin().join();
        new TickTest().run(Path.of(arguments[0]), rounds);
    }

    private void run(Path jar, int rounds) throws IOException {
        try (publisher;
                Peer gateway = Peer.gateway("AFTM", jar, "normal", Files.createTempDirectory("peer"))) {
            Process trader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Trader.class.getName(),
                            publisher.address(),
                            String.valueOf(gateway.port()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader results = trader.inputReader(StandardCharsets.UTF_8)) {
                measure(results, rounds);
            } finally {
                trader.destroy();
            }
        }
    }

    private void measure(BufferedReader results, int rounds) throws IOException {
        if (!"ready".equals(results.readLine())) {
            throw new IllegalStateException("The strategy did not start.");
        }
        while (!results.ready()) {
            // A subscription takes a moment, so the end of an empty measurement is published until it is received.
            publish(Trader.END);
            publisher.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        double[] rates = new double[rounds];
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int i = 0; i < AT_ONCE; i++) {
                publish(1);
            }
            long[] figures = end(results);
            if (figures[0] != AT_ONCE) {
                throw new IllegalStateException("Only " + figures[0] + " of " + AT_ONCE + " ticks arrived.");
            }
            if (round >= 0) {
                rates[round] = AT_ONCE * 1e6 / figures[1];
            }
        }
        LoadTest.print("Ticks through the socket to the strategy: %,.0f per second%n", LoadTest.median(rates));
        double[][] ages = new double[6][rounds];
        for (int round = -1; round < rounds; round++) {
            pace();
            long[] figures = end(results);
            for (int i = 0; i < 3 && round >= 0; i++) {
                ages[i][round] = figures[2 + i];
                ages[3 + i][round] = figures[6 + i];
            }
        }
        LoadTest.print("| %,d ticks per second, µs | p50 | p99 | p99.9 |%n|---|---|---|---|", TICKS_PER_SECOND);
        row("published to strategy", ages, 0);
        row("published to order answered, each " + ORDER_EVERY + "th", ages, 3);
    }

    private static void row(String what, double[][] ages, int first) {
        LoadTest.print(
                "| %s | %.0f | %.0f | %.0f |",
                what, LoadTest.median(ages[first]), LoadTest.median(ages[first + 1]), LoadTest.median(ages[first + 2]));
    }

    private void pace() {
        long start = System.nanoTime();
        long period = TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND;
        for (int i = 0; i < PACED; i++) {
            long due = start + i * period;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            publish(i % ORDER_EVERY == 0 ? Trader.ORDER : 1);
            publisher.flush();
        }
    }

    /** Ends a measurement and returns the strategy's result; skips results of earlier end ticks. */
    private long[] end(BufferedReader results) throws IOException {
        publish(Trader.END);
        publisher.flush();
        while (true) {
            String[] words = results.readLine().split(" ", -1);
            long[] figures = new long[words.length];
            for (int i = 0; i < words.length; i++) {
                figures[i] = Long.parseLong(words[i]);
            }
            if (figures[0] > 0) {
                return figures;
            }
        }
    }

    private void publish(int quantity) {
        position++;
        publisher.publish(new SequencedTick(
                FEED,
                position,
                position,
                false,
                new Tick(
                        Orders.ITEM,
                        Instant.ofEpochMilli(Trader.micros()),
                        BigDecimal.valueOf(17_300 + position % 7),
                        quantity)));
    }
}
