package dev.aftm.app.process;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.port.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Waits until the gateway's session has what a component needs, and tells the person at the terminal what is missing. */
final class SessionWait {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final DllGatewayServiceInterface gateway;
    private final Pause pause;
    private final ProcessLife life;
    private String told = "";

    SessionWait(DllGatewayServiceInterface gateway, Pause pause, ProcessLife life) {
        this.gateway = gateway;
        this.pause = pause;
        this.life = life;
    }

    /**
     * Waits.
     *
     * @param need what is needed
     * @return the session that has it; empty where the process is to end before there is one
     */
    Optional<SessionInfo> until(Function<SessionInfo, Prerequisites.Item> need) {
        while (!life.isEnding()) {
            try {
                SessionInfo session = gateway.getSession();
                Prerequisites.Item item = need.apply(session);
                if (item.isMet()) {
                    return Optional.of(session);
                }
                tell(item.name() + ": " + item.detail());
            } catch (DllGatewayException e) {
                tell("It waits for the gateway: " + e.getMessage());
            }
            if (!pause.pause(BETWEEN_LOOKS)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Says what is missing, once. */
    private void tell(String missing) {
        if (!missing.equals(told)) {
            told = missing;
            life.waiting(missing);
        }
    }
}
