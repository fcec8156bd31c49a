package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.order.OrderExecutorGateway;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.feed.Pace;
import dev.aftm.interactor.feed.ReplayTape;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Pause;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.GatewayLimits;
import dev.aftm.interactor.usecase.InProcessGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;

/** A replay's objects: the same gateway as elsewhere, its exchange without a ledger, its journal in memory. */
@Module
final class ReplayModule {

    /** Ids within a replay need only be told apart from each other, and be the same every time. */
    private static final String STORE = "replay";

    private ReplayModule() {}

    @Provides
    @Singleton
    static Market market(
            Settings settings,
            @Named("tape") Path tape,
            @Named("product") String product,
            @Named("contract") String contract) {
        // The pace is the replay's own: as fast as it goes.
        TapeOptions options = new TapeOptions(tape, product, contract, new Pace.Waiting(), STORE, true);
        return Market.open(options, settings);
    }

    @Provides
    @Singleton
    static PaperExchange exchange(Settings settings, Market market, Clock clock, Pause pause) {
        PaperExchange.Settings exchange = new PaperExchange.Settings(null, settings.simulatorAccounts(), Duration.ZERO);
        return new PaperExchange(exchange, market.instruments(), clock, pause);
    }

    @Provides
    @Singleton
    static FillBook fills() {
        return new FillBook();
    }

    @Provides
    @Singleton
    static InProcessGateway gateway(Settings settings, Clock clock, PaperExchange exchange, FillBook fills) {
        GatewayLimits limits = GatewayLimits.of(
                settings.requestTimeout(),
                settings.exchangeCallTimeout(),
                Duration.ZERO,
                true,
                settings.positionsMaxAge());
        return InProcessGateway.open(
                clock, exchange, new InMemoryOrderJournal(clock, STORE), fills, limits, () -> false, Version.text());
    }

    @Provides
    @Singleton
    static Strategy strategy(Market market, List<ConditionPlan> plans) {
        Strategy strategy = new SupportResistanceStrategy(STORE, market.registeredItem());
        long id = 0;
        for (ConditionPlan plan : plans) {
            strategy.put(Condition.waiting(++id, plan));
        }
        return strategy;
    }

    @Provides
    @Singleton
    static Replay replay(
            Settings settings,
            Clock clock,
            Pause pause,
            Market market,
            PaperExchange exchange,
            FillBook fills,
            InProcessGateway gateway,
            Strategy strategy,
            @Named("tape") Path tape,
            @Named("product") String product,
            @Named("contract") String contract) {
        OrderExecutorGateway executor =
                new OrderExecutorGateway(new GatewayOrderSubmission(gateway, account(settings), clock, pause));
        String title = product + " " + contract + " of " + tape.getFileName();
        return new Replay(title, market, fills, new ReplayTape(exchange, strategy, executor, gateway.watch(), fills));
    }

    /** On paper one account is as good as another. */
    private static String account(Settings settings) {
        return settings.orderAccount().orElse(TradingChoices.SIMULATED_ACCOUNT);
    }
}
