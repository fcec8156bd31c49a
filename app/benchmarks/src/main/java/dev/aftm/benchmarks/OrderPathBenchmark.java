package dev.aftm.benchmarks;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.simulator.TaifexContracts;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures what the gateway adds to an order on one thread: {@code throughTheGateway} (looked up, recorded in memory, executed,
 * answered) against {@code straightToTheExchange}. The difference is the gateway's cost without the sockets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OrderPathBenchmark {

    private static final String ACCOUNT = "SIM0001";

    private PaperExchange exchange = newExchange();
    private EmbeddedGateway gateway = newGateway(exchange);
    private long number;

    /** A new exchange and journal for each iteration, so that their growth does not affect the next one. */
    @Setup(Level.Iteration)
    public void setUp() {
        exchange = newExchange();
        gateway = newGateway(exchange);
    }

    private static PaperExchange newExchange() {
        PaperExchange exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(TaifexContracts.instrument("TXFH1")),
                new SystemClock(),
                new ThreadSleeper());
        exchange.openAt(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_300), 1));
        exchange.login();
        return exchange;
    }

    private static EmbeddedGateway newGateway(PaperExchange exchange) {
        Clock clock = new SystemClock();
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, true, Duration.ofSeconds(5));
        return TestWiring.embedded(
                clock,
                exchange,
                new OrderJournal(clock, new InMemoryEventLog(), () -> "bench", LogHeadStore.NONE, HistoryStore.NONE),
                new TradeBook(),
                policy,
                () -> false,
                "benchmark");
    }

    private static NewOrder order() {
        return new NewOrder(
                "TXFH1",
                Side.BUY,
                OrderType.MARKET,
                BigDecimal.ZERO,
                1,
                PositionEffect.AUTO,
                false,
                TimeInForce.IOC,
                "benchmark");
    }

    @Benchmark
    public OrderEntry.OrderAck straightToTheExchange() {
        return exchange.send(new OrderEntry.TaggedOrder("tag-" + ++number, ACCOUNT, order()));
    }

    @Benchmark
    public OrderResponse throughTheGateway() {
        return gateway.sendOrder(new OrderRequest("request-" + ++number, ACCOUNT, order(), null));
    }
}
