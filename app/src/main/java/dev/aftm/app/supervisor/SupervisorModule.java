package dev.aftm.app.supervisor;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import javax.inject.Named;
import javax.inject.Singleton;

/** Wires the supervisor process. */
@Module
final class SupervisorModule {

    private SupervisorModule() {}

    @Provides
    @Singleton
    static AllInOneController controller(
            Settings settings,
            Clock clock,
            Sleeper sleeper,
            TapeOptions tape,
            ProcessLifecycle lifecycle,
            @Named("mainClass") String mainClass,
            Terminal terminal,
            @Named("json") boolean json) {
        return new AllInOneController(settings, clock, sleeper, tape, lifecycle, mainClass, terminal, json);
    }
}
