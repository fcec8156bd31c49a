package dev.aftm.benchmarks;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.journal.RandomTagWords;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cost of the journal: the intents and the outcomes of a group of orders, two commits in total. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalBenchmark {

    private static final NewOrder ORDER = new NewOrder(
            "TXFH1",
            Side.BUY,
            OrderType.MARKET,
            BigDecimal.ZERO,
            1,
            PositionEffect.AUTO,
            false,
            TimeInForce.IOC,
            "load");
    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    @Param({"false", "true"})
    private boolean survivesPowerLoss;

    @Param({"1", "64"})
    private int group;

    private OrderJournal journal = NONE;
    private long number;

    private static final OrderJournal NONE = new OrderJournal(
            new SystemClock(), new InMemoryEventLog(), () -> "none0", LogHeadStore.NONE, HistoryStore.NONE);

    @Setup(Level.Trial)
    public void open() throws IOException {
        journal = new OrderJournal(
                new SystemClock(),
                new FileEventLog(Files.createTempDirectory("journal").resolve("journal"), survivesPowerLoss),
                new RandomTagWords(),
                LogHeadStore.NONE,
                HistoryStore.NONE);
    }

    @TearDown(Level.Trial)
    public void close() {
        journal.close();
    }

    @Benchmark
    public int groupOfOrders() {
        List<OrderRequest> requests = new ArrayList<>(group);
        for (int i = 0; i < group; i++) {
            requests.add(new OrderRequest("request-" + ++number, "SIM0001", ORDER, null));
        }
        List<Outcome> outcomes = new ArrayList<>(group);
        for (Entry intent : journal.recordIntents(requests, DAY)) {
            outcomes.add(new Outcome(intent.key(), new OrderEvent.Acknowledged("000001")));
        }
        journal.recordOutcomes(outcomes);
        return outcomes.size();
    }
}
