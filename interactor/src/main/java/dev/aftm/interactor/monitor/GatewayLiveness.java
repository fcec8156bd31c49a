package dev.aftm.interactor.monitor;

import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;

/** Says when the gateway has not answered for too long; for whoever stands outside it. Used by one thread. */
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
     * Takes note of one look.
     *
     * @param answered whether it has answered, or is not expected to, since a person has to do something first
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
