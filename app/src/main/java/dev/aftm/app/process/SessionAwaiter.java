package dev.aftm.app.process;

import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.clock.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Waits until the gateway's session has what a component needs, and tells the person at the terminal what is missing. */
public final class SessionAwaiter {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

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
     * Waits.
     *
     * @param need what is needed
     * @return the session that has it; empty where the process is to end before there is one
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
                report("It waits for the gateway: " + e.getMessage());
            }
            if (!sleeper.pause(BETWEEN_LOOKS)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Says what is missing, once. */
    private void report(String missing) {
        if (!missing.equals(told)) {
            told = missing;
            lifecycle.waiting(missing);
        }
    }
}
