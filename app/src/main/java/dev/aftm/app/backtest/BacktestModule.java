package dev.aftm.app.backtest;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.DefaultSelections;
import dev.aftm.app.process.OrderPathModule;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.process.TapeSource;
import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.simulator.ReplaySpeed;
import dev.aftm.interactor.backtest.Backtest;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.backtest.InlineExecutionQueue;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.inject.Named;
import javax.inject.Singleton;

/** A backtest's objects: the production gateway with a paper exchange without a ledger, and a journal in memory. */
@Module(includes = {OrderPathModule.class, BacktestModule.Edges.class})
final class BacktestModule {

    /** Ids must be unique within a backtest, and the same every time. */
    private static final String STORE = "replay";

    private static final String TAG_WORD = "tapes";

    private BacktestModule() {}

    /** What stands at the order path's edges. */
    @Module
    interface Edges {
        @Binds
        Exchange exchange(PaperExchange exchange);

        @Binds
        ExecutionQueue queue(InlineExecutionQueue queue);
    }

    @Provides
    @Singleton
    static TapeSource source(
            Settings settings,
            @Named("tape") Path tape,
            @Named("product") String product,
            @Named("contract") String contract) {
        // The speed is not used: a backtest runs as fast as possible.
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
    @Named("stored")
    static OrderJournal storedJournal(Clock clock) {
        return new OrderJournal(clock, new InMemoryEventLog(), () -> TAG_WORD, LogHeadStore.NONE, HistoryStore.NONE);
    }

    @Provides
    @Named("background")
    static Executor background() {
        return Runnable::run;
    }

    @Provides
    @Singleton
    static OrderRecovery recovery(Clock clock, OrderJournal journal, Exchange exchange) {
        return new OrderRecovery(clock, journal, exchange, Duration.ZERO, Duration.ZERO);
    }

    @Provides
    @Singleton
    static InlineExecutionQueue inlineQueue() {
        return new InlineExecutionQueue();
    }

    @Provides
    static OrderUpdatePublisher orderUpdates() {
        return OrderUpdatePublisher.NOWHERE;
    }

    @Provides
    static KillSwitch killSwitch() {
        return () -> false;
    }

    @Provides
    static GatewayMetrics metrics() {
        return GatewayMetrics.NONE;
    }

    @Provides
    static SynchronizerOptions synchronizerOptions() {
        return SynchronizerOptions.forTape();
    }

    @Provides
    @Named("liveTicks")
    static Consumer<Tick> liveTicks() {
        // A backtest passes its ticks to the strategy directly.
        return tick -> {};
    }

    @Provides
    static IntakePolicy policy(Settings settings) {
        return IntakePolicy.of(
                settings.requestTimeout(),
                settings.exchangeCallTimeout(),
                Duration.ZERO,
                true,
                settings.positionsMaxAge());
    }

    @Provides
    @Singleton
    static EmbeddedGateway gateway(
            GatewayService service,
            OrderIntake intake,
            ExecutionEngine engine,
            ExchangeSynchronizer synchronizer,
            InlineExecutionQueue queue) {
        EmbeddedGateway gateway = new EmbeddedGateway(service, intake, engine, synchronizer, queue);
        gateway.login();
        return gateway;
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

    /** The paper exchange accepts any account. */
    private static String account(Settings settings) {
        return settings.orderAccount().orElse(DefaultSelections.SIMULATED_ACCOUNT);
    }
}
