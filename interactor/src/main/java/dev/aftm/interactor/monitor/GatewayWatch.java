package dev.aftm.interactor.monitor;

import dev.aftm.interactor.port.Clock;
import java.time.Duration;

/** Says when the gateway has not answered for too long; for whoever stands outside it. Used by one thread. */
public final class GatewayWatch {

    static final Duration DOWN_AFTER = Duration.ofSeconds(10);

    private final Clock clock;
    private final AlertBook book;
    private long answeredNanos;

    public GatewayWatch(Clock clock, AlertBook book) {
        this.clock = clock;
        this.book = book;
        this.answeredNanos = clock.nanoTime();
    }

    /**
     * Takes note of one look.
     *
     * @param answered whether it has answered, or is not expected to, since a person has to do something first
     */
    public void look(boolean answered) {
        long now = clock.nanoTime();
        if (answered) {
            answeredNanos = now;
        }
        Duration silence = Duration.ofNanos(now - answeredNanos);
        book.judge(
                Alert.Kind.GATEWAY_DOWN,
                silence.compareTo(DOWN_AFTER) > 0
                        ? "The gateway has not answered for more than " + DOWN_AFTER.toSeconds() + " s."
                        : null);
    }
}
