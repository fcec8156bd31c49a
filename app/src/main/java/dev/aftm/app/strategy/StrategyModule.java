package dev.aftm.app.strategy;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.port.clock.Clock;
import javax.inject.Named;
import javax.inject.Singleton;

/** Wires the strategy process; another strategy is selected here, in one line. */
@Module
final class StrategyModule {

    private StrategyModule() {}

    @Provides
    @Singleton
    static SqliteStrategyStore store(Settings settings) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        return new SqliteStrategyStore(settings.strategyStore());
    }

    @Provides
    @Singleton
    static Strategy strategy(SqliteStrategyStore store, @Named("registeredItem") String registeredItem) {
        return new SupportResistanceStrategy(store.storeId(), registeredItem);
    }

    @Provides
    @Singleton
    static StrategyProcess process(
            Settings settings,
            Clock clock,
            Strategy strategy,
            SqliteStrategyStore store,
            DllGatewayClient gateway,
            ProcessLifecycle lifecycle) {
        return new StrategyProcess(settings, clock, strategy, store, gateway, lifecycle);
    }
}
