package dev.aftm.benchmarks;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.simulator.InstrumentTable;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.GatewayLimits;
import dev.aftm.interactor.usecase.InProcessGateway;
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
 * What the gateway adds to an order on one thread: {@code throughTheGateway} (looked up, journalled in memory, executed,
 * answered) against {@code straightToTheExchange}. The difference is ours; the sockets come on top.
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
    private InProcessGateway gateway = newGateway(exchange);
    private long number;

    /** A fresh exchange and journal for each iteration, so that none grows into the next one's figures. */
    @Setup(Level.Iteration)
    public void setUp() {
        exchange = newExchange();
        gateway = newGateway(exchange);
    }

    private static PaperExchange newExchange() {
        PaperExchange exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(InstrumentTable.instrument("TXFH1")),
                new SystemClock(),
                new ThreadPause());
        exchange.openAt(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_300), 1));
        exchange.login();
        return exchange;
    }

    private static InProcessGateway newGateway(PaperExchange exchange) {
        Clock clock = new SystemClock();
        GatewayLimits limits = GatewayLimits.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, true, Duration.ofSeconds(5));
        return InProcessGateway.open(
                clock,
                exchange,
                new InMemoryOrderJournal(clock, "bench"),
                new FillBook(),
                limits,
                () -> false,
                "benchmark");
    }

    private static OrderIntent order() {
        return new OrderIntent(
                "TXFH1",
                Side.BUY,
                OrderType.MARKET,
                BigDecimal.ZERO,
                1,
                OpenClose.AUTO,
                false,
                TimeInForce.IOC,
                "benchmark");
    }

    @Benchmark
    public OrderEntry.Answer straightToTheExchange() {
        return exchange.send(new OrderEntry.TaggedOrder("tag-" + ++number, ACCOUNT, order()));
    }

    @Benchmark
    public OrderResponse throughTheGateway() {
        return gateway.sendOrder(new OrderRequest("request-" + ++number, ACCOUNT, order(), null));
    }
}
