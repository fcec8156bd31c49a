package dev.aftm.benchmarks;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.simulator.TaifexContracts;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.backtest.Backtest;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the ticks per second of a backtest from memory, by the number of conditions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplayBenchmark {

    private static final int TICKS = 100_000;
    private static final String ITEM = "TXFH1";
    private static final long SEED = 11;

    /** Half of the conditions are near the price and trade; the other half are never reached. */
    @Param({"2", "100", "1000"})
    private int conditions;

    private final List<Tick> ticks = walk();

    private static List<Tick> walk() {
        Random random = new Random(SEED);
        Instant begin = Instant.parse("2021-07-26T00:45:00Z");
        int[] price = {17_300};
        return IntStream.range(0, TICKS)
                .mapToObj(i -> {
                    price[0] += random.nextInt(3) - 1;
                    return new Tick(ITEM, begin.plusMillis(i * 100L), BigDecimal.valueOf(price[0]), 1);
                })
                .toList();
    }

    @Benchmark
    @OperationsPerInvocation(TICKS)
    public Backtest.Result ticks() {
        Clock clock = new SystemClock();
        Sleeper sleeper = new ThreadSleeper();
        PaperExchange exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(TaifexContracts.instrument(ITEM)),
                clock,
                sleeper);
        TradeBook fills = new TradeBook();
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, true, Duration.ofSeconds(5));
        EmbeddedGateway gateway = TestWiring.embedded(
                clock,
                exchange,
                new OrderJournal(clock, new InMemoryEventLog(), () -> "repla", LogHeadStore.NONE, HistoryStore.NONE),
                fills,
                policy,
                () -> false,
                "benchmark");
        Strategy strategy = new SupportResistanceStrategy("replay", ITEM);
        for (int i = 0; i < conditions; i++) {
            strategy.put(Condition.waiting(i + 1L, plan(i)));
        }
        OrderExecutorGateway executor =
                new OrderExecutorGateway(new GatewayOrderSubmission(gateway, "SIM0001", clock, sleeper));
        return new Backtest(exchange, strategy, executor, gateway.synchronizer(), fills)
                .play(new InMemory(ticks.iterator()), unused -> {});
    }

    private static ConditionPlan plan(int number) {
        int level = number % 2 == 0 ? 17_290 - number / 2 : 10_000 - number;
        return new ConditionPlan(
                Side.BUY,
                BigDecimal.valueOf(level),
                1,
                BigDecimal.valueOf(15),
                BigDecimal.valueOf(90),
                BigDecimal.valueOf(30),
                true,
                null);
    }

    private record InMemory(Iterator<Tick> ticks) implements Tape {

        @Override
        public @Nullable Tick next() {
            return ticks.hasNext() ? ticks.next() : null;
        }

        @Override
        public void close() {}
    }
}
