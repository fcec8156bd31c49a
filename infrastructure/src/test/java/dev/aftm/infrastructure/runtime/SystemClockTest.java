package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.ClockContract;

final class SystemClockTest implements ClockContract {

    private final SystemClock clock = new SystemClock();

    @Override
    public Clock clock() {
        return clock;
    }
}
