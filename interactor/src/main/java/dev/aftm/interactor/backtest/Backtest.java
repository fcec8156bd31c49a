package dev.aftm.interactor.backtest;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OrderExecutorGateway;
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
 * Plays a whole tape through a strategy, the gateway and the paper exchange, on the caller's thread, as fast as it goes.
 * The same tape and conditions give the same result every time.
 */
public final class Backtest {

    /** A replay cannot be late: its orders are executed the moment that their tick is played. */
    private static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

    private static final int REPORT_EVERY = 10_000;

    private final SimulatedMarket market;
    private final Strategy strategy;
    private final OrderExecutorGateway executor;
    private final ExchangeSynchronizer synchronizer;
    private final TradeBook fills;

    /** @param fills kept up to date with what the replay trades */
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
     * What a replay came to; fills and positions are in the fill book.
     *
     * @param ticks ticks played
     * @param signals in the order in which they arose
     */
    public record Result(long ticks, List<TradingSignal> signals) {

        public Result {
            signals = List.copyOf(signals);
        }
    }

    /**
     * Plays the tape to its end.
     *
     * @param progress told the number of ticks every now and then
     * @throws Tape.TapeException the tape is damaged
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
