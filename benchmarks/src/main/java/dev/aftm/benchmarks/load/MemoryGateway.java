package dev.aftm.benchmarks.load;

import dev.aftm.app.process.DaggerGatewayProcessComponent;
import dev.aftm.app.process.Exchanges;
import dev.aftm.app.process.ProcessLife;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.Clock;
import java.nio.file.Path;
import java.util.Map;

/** The gateway as it is wired for users, but for a journal that is gone with its process: what the commits cost is the difference. */
public final class MemoryGateway {

    private MemoryGateway() {}

    public static void main(String... arguments) {
        Settings settings = Settings.load(Map.of(), System.getenv(), Path.of("."));
        Clock clock = new SystemClock();
        ProcessLife life = ProcessLife.begin(false);
        var unused = BatchScheduling.begin();
        System.exit(DaggerGatewayProcessComponent.factory()
                .create(
                        settings,
                        clock,
                        () -> new InMemoryOrderJournal(clock, "bench"),
                        (told, listed, time, pause) ->
                                Exchanges.open(told, listed, time, pause, Exchanges.password(settings, false, life)),
                        TapeOptions.builtIn("load", false, false),
                        life)
                .gateway()
                .run());
    }
}
