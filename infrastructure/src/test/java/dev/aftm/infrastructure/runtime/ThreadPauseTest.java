package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.port.Pause;
import dev.aftm.interactor.port.PauseContract;

final class ThreadPauseTest implements PauseContract {

    private final ThreadPause pause = new ThreadPause();

    @Override
    public Pause pause() {
        return pause;
    }
}
