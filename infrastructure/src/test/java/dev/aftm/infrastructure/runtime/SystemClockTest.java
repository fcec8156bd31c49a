package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ClockContract;

final class SystemClockTest implements ClockContract {

    private final SystemClock clock = new SystemClock();

    @Override
    public Clock clock() {
        return clock;
    }
}
