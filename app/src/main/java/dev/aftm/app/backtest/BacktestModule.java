package dev.aftm.app.backtest;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.DefaultSelections;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.order.OrderExecutorGateway;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.backtest.Backtest;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.marketdata.ReplaySpeed;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;

/** A replay's objects: the same gateway as elsewhere, its exchange without a ledger, its journal in memory. */
@Module
final class BacktestModule {

    /** Ids within a replay need only be told apart from each other, and be the same every time. */
    private static final String STORE = "replay";

    private BacktestModule() {}

    @Provides
    @Singleton
    static TapeSource source(
            Settings settings,
            @Named("tape") Path tape,
            @Named("product") String product,
            @Named("contract") String contract) {
        // The pace is the replay's own: as fast as it goes.
        TapeOptions options = new TapeOptions(tape, product, contract, new ReplaySpeed.Waiting(), STORE, true);
        return TapeSource.open(options, settings);
    }

    @Provides
    @Singleton
    static PaperExchange exchange(Settings settings, TapeSource source, Clock clock, Sleeper sleeper) {
        PaperExchange.Settings exchange = new PaperExchange.Settings(null, settings.simulatorAccounts(), Duration.ZERO);
        return new PaperExchange(exchange, source.instruments(), clock, sleeper);
    }

    @Provides
    @Singleton
    static TradeBook fills() {
        return new TradeBook();
    }

    @Provides
    @Singleton
    static EmbeddedGateway gateway(Settings settings, Clock clock, PaperExchange exchange, TradeBook fills) {
        IntakePolicy policy = IntakePolicy.of(
                settings.requestTimeout(),
                settings.exchangeCallTimeout(),
                Duration.ZERO,
                true,
                settings.positionsMaxAge());
        return EmbeddedGateway.open(
                clock, exchange, new InMemoryOrderJournal(clock, STORE), fills, policy, () -> false, Version.text());
    }

    @Provides
    @Singleton
    static Strategy strategy(TapeSource source, List<ConditionPlan> plans) {
        Strategy strategy = new SupportResistanceStrategy(STORE, source.registeredItem());
        long id = 0;
        for (ConditionPlan plan : plans) {
            strategy.put(Condition.waiting(++id, plan));
        }
        return strategy;
    }

    @Provides
    @Singleton
    static BacktestRun backtest(
            Settings settings,
            Clock clock,
            Sleeper sleeper,
            TapeSource source,
            PaperExchange exchange,
            TradeBook fills,
            EmbeddedGateway gateway,
            Strategy strategy,
            @Named("tape") Path tape,
            @Named("product") String product,
            @Named("contract") String contract) {
        OrderExecutorGateway executor =
                new OrderExecutorGateway(new GatewayOrderSubmission(gateway, account(settings), clock, sleeper));
        String title = product + " " + contract + " of " + tape.getFileName();
        return new BacktestRun(
                title, source, fills, new Backtest(exchange, strategy, executor, gateway.synchronizer(), fills));
    }

    /** On paper one account is as good as another. */
    private static String account(Settings settings) {
        return settings.orderAccount().orElse(DefaultSelections.SIMULATED_ACCOUNT);
    }
}
