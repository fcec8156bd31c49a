package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.clock.SleeperContract;

final class ThreadSleeperTest implements SleeperContract {

    private final ThreadSleeper sleeper = new ThreadSleeper();

    @Override
    public Sleeper sleeper() {
        return sleeper;
    }
}
