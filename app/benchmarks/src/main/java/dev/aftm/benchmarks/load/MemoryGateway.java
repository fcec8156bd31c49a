package dev.aftm.benchmarks.load;

import dev.aftm.app.gateway.ConfiguredExchange;
import dev.aftm.app.gateway.DaggerGatewayProcessComponent;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.clock.Clock;
import java.nio.file.Path;
import java.util.Map;

/** The gateway as it is wired for users, but for a journal that is gone with its process: what the commits cost is the difference. */
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
                        () -> new InMemoryOrderJournal(clock, "bench"),
                        (told, listed, time, pause) -> ConfiguredExchange.open(
                                told, listed, time, pause, ConfiguredExchange.password(settings, false, lifecycle)),
                        TapeOptions.builtIn("load", false, false),
                        lifecycle)
                .gateway()
                .run());
    }
}
