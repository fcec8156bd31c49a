package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Pause;
import javax.inject.Named;
import javax.inject.Singleton;

/** The supervisor's objects. */
@Module
final class SupervisorModule {

    private SupervisorModule() {}

    @Provides
    @Singleton
    static AllInOneController controller(
            Settings settings,
            Clock clock,
            Pause pause,
            TapeOptions tape,
            ProcessLife life,
            @Named("mainClass") String mainClass,
            Terminal terminal,
            @Named("json") boolean json) {
        return new AllInOneController(settings, clock, pause, tape, life, mainClass, terminal, json);
    }
}
