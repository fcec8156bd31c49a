package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import javax.inject.Singleton;

/** Provides what most processes need: a clock and a sleeper. */
@Module
public final class CommonModule {

    private CommonModule() {}

    @Provides
    @Singleton
    static Clock clock() {
        return new SystemClock();
    }

    @Provides
    static Sleeper sleeper() {
        return new ThreadSleeper();
    }
}
