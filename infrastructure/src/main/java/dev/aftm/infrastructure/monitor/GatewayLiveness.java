package dev.aftm.infrastructure.monitor;

import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;

/** Raises an alert if the gateway has not answered for too long. Runs outside the gateway's process. Used by one thread. */
public final class GatewayLiveness {

    static final Duration DOWN_AFTER = Duration.ofSeconds(10);

    private final Clock clock;
    private final ActiveAlerts alerts;
    private long answeredNanos;

    public GatewayLiveness(Clock clock, ActiveAlerts alerts) {
        this.clock = clock;
        this.alerts = alerts;
        this.answeredNanos = clock.nanoTime();
    }

    /**
     * Records the result of one poll.
     *
     * @param answered whether the gateway answered, or cannot be expected to answer because a person has to act first
     */
    public void poll(boolean answered) {
        long now = clock.nanoTime();
        if (answered) {
            answeredNanos = now;
        }
        Duration silence = Duration.ofNanos(now - answeredNanos);
        alerts.judge(
                Alert.Kind.GATEWAY_DOWN,
                silence.compareTo(DOWN_AFTER) > 0
                        ? "The gateway has not answered for more than " + DOWN_AFTER.toSeconds() + " s."
                        : null);
    }
}
