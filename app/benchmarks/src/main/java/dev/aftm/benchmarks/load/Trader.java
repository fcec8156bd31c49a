package dev.aftm.benchmarks.load;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.StrategyStep;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.infrastructure.zeromq.signal.SignalServer;
import dev.aftm.infrastructure.zeromq.signal.StrategyLoop;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import dev.aftm.interactor.trading.SignalExecutor;
import dev.aftm.interactor.trading.StrategyCounts;
import dev.aftm.interactor.trading.StrategyRunner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A production strategy and order executor in one process: {@code Trader TICK_ADDRESS GATEWAY_PORT}. The time of a tick is the
 * machine's monotonic clock in microseconds, so that the receiver can compute its age.
 */
public final class Trader {

    /** A tick of this quantity makes the strategy send an order. */
    static final int ORDER = 2;

    /** A tick of this quantity ends a measurement; its result is printed as one line. */
    static final int END = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Trader() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        var unused = BatchScheduling.begin().join();
        Clock clock = new SystemClock();
        Path folder = Files.createTempDirectory("trader");
        SqliteStrategyStore store = new SqliteStrategyStore(folder.resolve("strategy.db"));
        DllGatewayClient gateway =
                new DllGatewayClient(new GatewayAddress("tcp://127.0.0.1:" + arguments[1], PATIENCE, PATIENCE, 3));
        Watched strategy = new Watched();
        SignalServer executor = new SignalServer(
                "tcp://127.0.0.1:*",
                new SignalExecutor(
                        new OrderExecutorGateway(
                                new GatewayOrderSubmission(gateway, "SIM0001", clock, new ThreadSleeper())),
                        () -> Instant.EPOCH,
                        strategy::answered));
        executor.start();
        StrategyLoop loop = new StrategyLoop(
                arguments[0],
                executor.address(),
                channel -> new StrategyRunner(
                        clock, strategy, store, channel, gateway, Duration.ofSeconds(30), new StrategyCounts()),
                failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
        loop.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    static long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    /** The shipped strategy with two conditions that never trade, plus a strategy that sends orders on command. */
    private static final class Watched implements Strategy {

        private final Strategy shipped = new SupportResistanceStrategy("load", Orders.ITEM);
        private final Histogram ages = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        private final Histogram orderAges = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        private long firstMicros = -1;
        private long ordered;
        private int ordersOfRound;

        Watched() {
            for (int i = 0; i < 2; i++) {
                shipped.put(Condition.waiting(
                        i + 1L,
                        new ConditionPlan(
                                Side.BUY,
                                BigDecimal.valueOf(1_000 + i),
                                1,
                                BigDecimal.TEN,
                                BigDecimal.TEN,
                                BigDecimal.TEN,
                                true,
                                null)));
            }
        }

        @Override
        public StrategyStep onTick(Tick tick) {
            long given = tick.time().toEpochMilli();
            long now = micros();
            firstMicros = firstMicros < 0 ? given : firstMicros;
            if (tick.quantity() == END) {
                report(now);
                return StrategyStep.NOTHING;
            }
            ages.recordValue(now - given);
            StrategyStep step = shipped.onTick(tick);
            return tick.quantity() == ORDER ? order(tick) : step;
        }

        private StrategyStep order(Tick tick) {
            ordered++;
            ordersOfRound++;
            return new StrategyStep(
                    List.of(),
                    List.of(new TradingSignal(
                            TradingSignal.id("load", ordered, SignalReason.ENTRY),
                            ordered,
                            tick.time(),
                            tick.itemCode(),
                            ordered % 2 == 0 ? Side.BUY : Side.SELL,
                            1,
                            tick.price(),
                            SignalReason.ENTRY)));
        }

        void answered(TradingSignal signal, SignalAck ack) {
            if (ack.result() != SignalAck.Result.ACCEPTED) {
                throw new IllegalStateException("An order was not accepted: " + ack);
            }
            orderAges.recordValue(micros() - signal.time().toEpochMilli());
        }

        private void report(long now) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d %d %d %d %d %d %d %d %d",
                    ages.getTotalCount(),
                    now - firstMicros,
                    ages.getValueAtPercentile(50),
                    ages.getValueAtPercentile(99),
                    ages.getValueAtPercentile(99.9),
                    ordersOfRound - orderAges.getTotalCount(),
                    orderAges.getValueAtPercentile(50),
                    orderAges.getValueAtPercentile(99),
                    orderAges.getValueAtPercentile(99.9)));
            ages.reset();
            orderAges.reset();
            ordersOfRound = 0;
            firstMicros = -1;
        }

        @Override
        public Collection<Condition> conditions() {
            return shipped.conditions();
        }

        @Override
        public void put(Condition condition) {
            shipped.put(condition);
        }

        @Override
        public void remove(long conditionId) {
            shipped.remove(conditionId);
        }
    }
}
