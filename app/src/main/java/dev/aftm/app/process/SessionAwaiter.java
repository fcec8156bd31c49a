package dev.aftm.app.process;

import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.clock.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Waits until the gateway's session meets a process's prerequisite, and reports what is missing. */
public final class SessionAwaiter {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final DllGatewayServiceInterface gateway;
    private final Sleeper sleeper;
    private final ProcessLifecycle lifecycle;
    private String told = "";

    public SessionAwaiter(DllGatewayServiceInterface gateway, Sleeper sleeper, ProcessLifecycle lifecycle) {
        this.gateway = gateway;
        this.sleeper = sleeper;
        this.lifecycle = lifecycle;
    }

    /**
     * Waits until a prerequisite is met.
     *
     * @param need the prerequisite
     * @return the session that meets it; empty if the process must end first
     */
    public Optional<SessionInfo> until(Function<SessionInfo, Prerequisites.Item> need) {
        while (!lifecycle.isEnding()) {
            try {
                SessionInfo session = gateway.getSession();
                Prerequisites.Item item = need.apply(session);
                if (item.isMet()) {
                    return Optional.of(session);
                }
                report(item.name() + ": " + item.detail());
            } catch (DllGatewayException e) {
                report("The process is waiting for the gateway: " + e.getMessage());
            }
            if (!sleeper.pause(POLL_INTERVAL)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Reports what is missing, once. */
    private void report(String missing) {
        if (!missing.equals(told)) {
            told = missing;
            lifecycle.waiting(missing);
        }
    }
}
