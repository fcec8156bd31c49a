package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Pause;
import javax.inject.Singleton;

/** What most processes have: a clock, and a way to pause. */
@Module
final class CommonModule {

    private CommonModule() {}

    @Provides
    @Singleton
    static Clock clock() {
        return new SystemClock();
    }

    @Provides
    static Pause pause() {
        return new ThreadPause();
    }
}
