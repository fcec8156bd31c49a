package dev.aftm.benchmarks.load;

import dev.aftm.app.gateway.ConfiguredExchange;
import dev.aftm.app.gateway.DaggerGatewayProcessComponent;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import java.nio.file.Path;
import java.util.Map;

/** The production gateway with an in-memory journal; the difference to a real one is the cost of the commits. */
public final class MemoryGateway {

    private MemoryGateway() {}

    public static void main(String... arguments) {
        Settings settings = Settings.load(Map.of(), System.getenv(), Path.of("."));
        Clock clock = new SystemClock();
        ProcessLifecycle lifecycle = ProcessLifecycle.begin(false);
        var unused = BatchScheduling.begin();
        System.exit(DaggerGatewayProcessComponent.factory()
                .create(
                        settings,
                        clock,
                        () -> new OrderJournal(
                                clock, new InMemoryEventLog(), () -> "bench", LogHeadStore.NONE, HistoryStore.NONE),
                        (given, listed, time, sleeper) -> ConfiguredExchange.open(
                                given, listed, time, sleeper, ConfiguredExchange.password(settings, false, lifecycle)),
                        TapeOptions.builtIn("load", false, false),
                        lifecycle)
                .gateway()
                .run());
    }
}
