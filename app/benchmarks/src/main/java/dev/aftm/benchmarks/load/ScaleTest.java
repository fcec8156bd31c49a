package dev.aftm.benchmarks.load;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.infrastructure.journal.RandomTagWords;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Measures how the gateway's latency and throughput depend on the number of clients, accounts, open orders and orders in the
 * journal, and on the size of a message. Gateways that are compared run at the same time and take turns, so that a slow minute
 * of the machine affects all of them. Prints tables in Markdown.
 *
 * <p>{@code java -cp app/benchmarks/target/benchmarks.jar dev.aftm.benchmarks.load.ScaleTest app/target/aftm.jar [ROUNDS]}
 */
public final class ScaleTest {

    private static final int WARM_UP = 20_000;
    private static final int CALLS = 2_000;
    private static final int[] JOURNALS = {1_000, 100_000, 1_000_000};
    private static final int[] CLIENTS = {1, 8, 64, 256};
    private static final int[] OPEN_ORDERS = {0, 1_000, 10_000};
    private static final int[] NOTES = {4, 50, 200};
    private static final int[] ACCOUNTS = {1, 16, 256};
    private static final int GROUP = 500;
    private static final LocalDate EARLIER = LocalDate.of(2021, 1, 4);

    private final Orders orders = new Orders();
    private final ClosedLoop loop = new ClosedLoop(orders);
    private final Path jar;
    private final int rounds;

    private ScaleTest(Path jar, int rounds) {
        this.jar = jar;
        this.rounds = rounds;
    }

    public static void main(String... arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        var unused = BatchScheduling.begin().join();
        ScaleTest test = new ScaleTest(Path.of(arguments[0]), rounds);
        test.journals();
        test.others();
    }

    private void journals() throws IOException {
        List<Peer> peers = new ArrayList<>();
        try {
            for (int size : JOURNALS) {
                Path folder = Files.createTempDirectory("peer");
                fill(Files.createDirectory(folder.resolve("data")).resolve("journal"), size);
                peers.add(Peer.gateway(size + " orders in the journal", jar, "normal", folder));
            }
            double[][] medians = new double[peers.size()][rounds];
            for (Peer peer : peers) {
                var unused = loop.run(peer, WARM_UP, 64);
            }
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < peers.size(); i++) {
                    medians[i][round] = loop.run(peers.get(i), CALLS, 1).getValueAtPercentile(50) / 1e3;
                }
            }
            LoadTest.print("%n| journal | p50, µs | ratio to first row |%n|---|---|---|");
            for (int i = 0; i < peers.size(); i++) {
                double[] ratios = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    ratios[round] = medians[i][round] / medians[0][round];
                }
                LoadTest.print(
                        "| %s | %.0f | %.2f |",
                        peers.get(i).name(), LoadTest.median(medians[i]), LoadTest.median(ratios));
            }
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private void others() throws IOException {
        Peer peer = Peer.gateway("AFTM", jar, "normal", Files.createTempDirectory("peer"));
        try {
            var unused = loop.run(peer, WARM_UP, 64);
            LoadTest.print("%n| load | p50, µs | p99, µs | orders per second |%n|---|---|---|---|");
            for (int size : NOTES) {
                String note = "n".repeat(size);
                show(size + " bytes of note", peer, 1, () -> orders.next("SIM0001", "Market", "0", "IOC", note));
            }
            for (int accounts : ACCOUNTS) {
                show(
                        accounts + " accounts",
                        peer,
                        1,
                        () -> orders.next("ACC" + orders.sent() % accounts, "Market", "0", "IOC", "load"));
            }
            for (int clients : CLIENTS) {
                clients(peer, clients);
            }
            int open = 0;
            for (int wanted : OPEN_ORDERS) {
                if (wanted > open) {
                    // Buy orders far below the market, so that they stay open.
                    unused = loop.run(peer, wanted - open, 64, () -> {
                        byte[] one = orders.next("SIM0001", "Limit", "1000", "ROD", "rests");
                        return new String(one, StandardCharsets.UTF_8)
                                .replace("\"Sell\"", "\"Buy\"")
                                .getBytes(StandardCharsets.UTF_8);
                    });
                    open = wanted;
                }
                show(wanted + " open orders", peer, 1, orders::next);
            }
        } finally {
            peer.close();
        }
    }

    private void show(String what, Peer peer, int outstanding, Supplier<byte[]> request) {
        long began = System.nanoTime();
        Histogram histogram = loop.run(peer, CALLS * rounds, outstanding, request);
        row(what, histogram, CALLS * rounds * 1e9 / (System.nanoTime() - began));
    }

    private static void row(String what, Histogram histogram, double perSecond) {
        LoadTest.print(
                "| %s | %.0f | %.0f | %,.0f |",
                what, histogram.getValueAtPercentile(50) / 1e3, histogram.getValueAtPercentile(99) / 1e3, perSecond);
    }

    /** Each client has its own connection and one order in flight; the replies are read in turn. */
    private void clients(Peer peer, int clients) {
        List<PeerConnection> lines = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                lines.add(peer.another());
            }
            Histogram histogram = new Histogram(60_000_000_000L, 3);
            long began = System.nanoTime();
            int turns = Math.max(2, CALLS * rounds / clients);
            for (int turn = 0; turn < turns; turn++) {
                long sentAt = System.nanoTime();
                lines.forEach(connection -> connection.send(1, orders.next()));
                for (PeerConnection connection : lines) {
                    if (connection.receive(20_000) < 0) {
                        throw ClosedLoop.silent(peer);
                    }
                    histogram.recordValue(System.nanoTime() - sentAt);
                }
            }
            row(clients + " clients at once", histogram, turns * clients * 1e9 / (System.nanoTime() - began));
        } finally {
            lines.forEach(PeerConnection::close);
        }
    }

    private static void fill(Path file, int orders) {
        NewOrder order = new NewOrder(
                "TXFH1",
                Side.BUY,
                OrderType.MARKET,
                BigDecimal.ZERO,
                1,
                PositionEffect.AUTO,
                false,
                TimeInForce.IOC,
                "old");
        try (OrderJournal journal = new OrderJournal(
                new SystemClock(),
                new FileEventLog(file, false),
                new RandomTagWords(),
                LogHeadStore.NONE,
                HistoryStore.NONE)) {
            for (int i = 0; i < orders; i += GROUP) {
                List<OrderRequest> requests = new ArrayList<>(GROUP);
                for (int j = 0; j < GROUP; j++) {
                    requests.add(new OrderRequest("earlier-" + (i + j), "SIM0001", order, null));
                }
                List<Outcome> outcomes = new ArrayList<>(GROUP);
                for (Entry intent : journal.recordIntents(requests, EARLIER)) {
                    outcomes.add(new Outcome(intent.key(), new OrderEvent.Acknowledged("000001")));
                }
                journal.recordOutcomes(outcomes);
            }
        }
    }
}
