package dev.aftm.interactor.backtest;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.port.market.SimulatedMarket;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Replays market data through a strategy, the gateway and the paper exchange on the caller's thread, as fast as possible. The
 * same data and conditions always give the same result.
 */
public final class Backtest {

    /** No signal expires: its order is executed immediately after its tick. */
    private static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

    private static final int REPORT_EVERY = 10_000;

    private final SimulatedMarket market;
    private final Strategy strategy;
    private final OrderExecutorGateway executor;
    private final ExchangeSynchronizer synchronizer;
    private final TradeBook fills;

    /** @param fills receives the ticks and the fills */
    public Backtest(
            SimulatedMarket market,
            Strategy strategy,
            OrderExecutorGateway executor,
            ExchangeSynchronizer synchronizer,
            TradeBook fills) {
        this.market = market;
        this.strategy = strategy;
        this.executor = executor;
        this.synchronizer = synchronizer;
        this.fills = fills;
    }

    /**
     * The result of a backtest; fills and positions are in the trade book.
     *
     * @param ticks the number of ticks
     * @param signals the signals in order of time
     */
    public record Result(long ticks, List<TradingSignal> signals) {

        public Result {
            signals = List.copyOf(signals);
        }
    }

    /**
     * Replays the market data to its end.
     *
     * @param progress receives the number of ticks, every 10,000 ticks
     * @throws Tape.TapeException the market data is damaged
     */
    public Result play(Tape tape, LongConsumer progress) {
        List<TradingSignal> signals = new ArrayList<>();
        long ticks = 0;
        for (Tick tick = tape.next(); tick != null; tick = tape.next()) {
            ticks++;
            market.trade(tick);
            fills.onTick(tick);
            synchronizer.step();
            for (TradingSignal signal : strategy.onTick(tick).signals()) {
                signals.add(signal);
                executor.execute(signal, NEVER);
            }
            if (ticks % REPORT_EVERY == 0) {
                progress.accept(ticks);
            }
        }
        return new Result(ticks, signals);
    }
}
