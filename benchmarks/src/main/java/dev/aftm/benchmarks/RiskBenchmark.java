package dev.aftm.benchmarks;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.risk.RiskCheck;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import dev.aftm.domain.risk.RiskRules;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.simulator.InstrumentTable;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.OrderUpdates;
import dev.aftm.interactor.usecase.ExchangeWatch;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.GatewaySnapshot;
import dev.aftm.interactor.usecase.OrderBook;
import dev.aftm.interactor.usecase.Recovery;
import dev.aftm.interactor.usecase.RiskGate;
import dev.aftm.interactor.usecase.SnapshotBoard;
import dev.aftm.interactor.usecase.WatchOptions;
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
 * What all rules together cost an order that they allow, the figures that they look at included. With {@code -prof gc} it
 * also tells what an order allocates.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RiskBenchmark {

    private static final int MANY = 1_000_000;

    private final RiskGate gate = newGate();
    private final OrderRequest[] requests = new OrderRequest[1024];
    private int next;

    /** Orders of a thousand prices, so that they are not all the same one. */
    public RiskBenchmark() {
        for (int i = 0; i < requests.length; i++) {
            OrderIntent order = new OrderIntent(
                    "TXFH1",
                    i % 2 == 0 ? Side.BUY : Side.SELL,
                    OrderType.LIMIT,
                    BigDecimal.valueOf(i % 2 == 0 ? 17_000 + i % 100 : 17_400 - i % 100),
                    1 + i % 5,
                    OpenClose.AUTO,
                    false,
                    TimeInForce.IOC,
                    "");
            requests[i] = new OrderRequest("request-" + i, "SIM0001", order, null);
        }
    }

    private static RiskGate newGate() {
        Clock clock = new SystemClock();
        PaperExchange exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(InstrumentTable.instrument("TXFH1")),
                clock,
                new ThreadPause());
        Tick tick = new Tick("TXFH1", Instant.parse("2021-07-26T02:00:00Z"), BigDecimal.valueOf(17_200), 1);
        exchange.openAt(tick);
        InMemoryOrderJournal journal = new InMemoryOrderJournal(clock, "bench");
        OrderBook orders = new OrderBook("bench", OrderUpdates.NOWHERE);
        FillBook fills = new FillBook();
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
        RiskCheck check = new RiskCheck(RiskRules.all());
        RiskLimitBook book = new RiskLimitBook(List.of(new RiskLimitBook.Entry(null, null, limits)));
        RiskGate gate = new RiskGate(clock, exchange, check, book, fills, orders, () -> true);
        new ExchangeWatch(
                        clock,
                        exchange,
                        journal,
                        new Recovery(clock, journal, exchange, Duration.ZERO, Duration.ZERO),
                        fills,
                        orders,
                        unused -> {},
                        WatchOptions.forTape(),
                        new SnapshotBoard(GatewaySnapshot.beforeLogin(clock)))
                .login();
        fills.onTick(tick);
        return gate;
    }

    @Benchmark
    public Object allRules() {
        Object refusal = gate.refusal(requests[next], "client");
        gate.release();
        next = (next + 1) & (requests.length - 1);
        if (refusal != null) {
            throw new IllegalStateException(String.valueOf(refusal));
        }
        return gate;
    }
}
