package dev.aftm.benchmarks;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.domain.risk.RiskRules;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.simulator.TaifexContracts;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of all risk rules for an order that they allow, including the values that they need. With {@code -prof gc}
 * it also reports the allocation of an order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RiskBenchmark {

    private static final int MANY = 1_000_000;

    private final PreTradeRiskCheck riskCheck = newGate();
    private final OrderRequest[] requests = new OrderRequest[1024];
    private int next;

    /** Orders at a thousand prices, so that they are not identical. */
    public RiskBenchmark() {
        for (int i = 0; i < requests.length; i++) {
            NewOrder order = new NewOrder(
                    "TXFH1",
                    i % 2 == 0 ? Side.BUY : Side.SELL,
                    OrderType.LIMIT,
                    BigDecimal.valueOf(i % 2 == 0 ? 17_000 + i % 100 : 17_400 - i % 100),
                    1 + i % 5,
                    PositionEffect.AUTO,
                    false,
                    TimeInForce.IOC,
                    "");
            requests[i] = new OrderRequest("request-" + i, "SIM0001", order, null);
        }
    }

    private static PreTradeRiskCheck newGate() {
        Clock clock = new SystemClock();
        PaperExchange exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(TaifexContracts.instrument("TXFH1")),
                clock,
                new ThreadSleeper());
        Tick tick = new Tick("TXFH1", Instant.parse("2021-07-26T02:00:00Z"), BigDecimal.valueOf(17_200), 1);
        exchange.openAt(tick);
        OrderJournal journal =
                new OrderJournal(clock, new InMemoryEventLog(), () -> "bench", LogHeadStore.NONE, HistoryStore.NONE);
        OrderTracker orders = new OrderTracker("bench", OrderUpdatePublisher.NOWHERE);
        TradeBook fills = new TradeBook();
        RiskLimits limits = new RiskLimits(
                10,
                BigDecimal.valueOf(50_000_000),
                MANY,
                BigDecimal.valueOf(5),
                Long.MAX_VALUE,
                MANY * 100,
                MANY * 100,
                1024,
                1L,
                false,
                BigDecimal.valueOf(100_000),
                List.of(
                        new RiskLimits.Hours(LocalTime.of(8, 45), LocalTime.of(13, 45)),
                        new RiskLimits.Hours(LocalTime.of(15, 0), LocalTime.of(5, 0))),
                Set.of("TXFH1", "MXFH1"));
        RiskRuleChain check = new RiskRuleChain(RiskRules.all());
        RiskLimitBook book = new RiskLimitBook(List.of(new RiskLimitBook.Entry(null, null, limits)));
        PreTradeRiskCheck riskCheck = TestWiring.riskCheck(clock, exchange, check, book, fills, orders, () -> true);
        TestWiring.synchronizer(
                        clock,
                        exchange,
                        journal,
                        new OrderRecovery(clock, journal, exchange, Duration.ZERO, Duration.ZERO),
                        fills,
                        orders,
                        unused -> {},
                        SynchronizerOptions.forTape(),
                        new SnapshotHolder(GatewaySnapshot.beforeLogin(clock)))
                .login();
        fills.onTick(tick);
        return riskCheck;
    }

    @Benchmark
    public Object allRules() {
        Object refusal = riskCheck.refusal(requests[next], "client");
        riskCheck.release();
        next = (next + 1) & (requests.length - 1);
        if (refusal != null) {
            throw new IllegalStateException(String.valueOf(refusal));
        }
        return riskCheck;
    }
}
