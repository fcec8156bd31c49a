package dev.aftm.app.process;

import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits until a process's store can be used, and reports why it cannot. A process that ended instead would take the whole system
 * with it, although a disk that is full may have space again soon.
 */
public final class StoreAwaiter {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final Sleeper sleeper;
    private final ProcessLifecycle lifecycle;
    private String told = "";

    public StoreAwaiter(Sleeper sleeper, ProcessLifecycle lifecycle) {
        this.sleeper = sleeper;
        this.lifecycle = lifecycle;
    }

    /**
     * Tries until it succeeds.
     *
     * @param opening uses the store; fails with {@link StoreException} if that is not possible
     * @return its result; empty if the process must end first
     */
    public <T> Optional<T> until(Supplier<T> opening) {
        while (!lifecycle.isEnding()) {
            try {
                return Optional.of(opening.get());
            } catch (StoreException e) {
                report(String.valueOf(e.getMessage()));
            }
            if (!sleeper.pause(POLL_INTERVAL)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Reports each reason once. */
    private void report(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            lifecycle.waiting(reason);
        }
    }
}
