package dev.aftm.infrastructure.http.page;

import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks the gateway how it is, through the socket as any client does. One thread asks regularly; {@link #ask} is for any.
 */
public final class GatewayProbe {

    private static final Duration SILENT_AFTER = Duration.ofSeconds(3);
    private static final long ASKED_AGAIN_NANOS = Duration.ofMillis(200).toNanos();

    private final Clock clock;
    private final DllGatewayServiceInterface gateway;
    private final Object asking = new Object();
    private volatile long answeredNanos;
    private volatile long tookNanos = -1;
    private @Nullable GatewayHealth told;
    private @Nullable SessionInfo session;
    private @Nullable Health asked;
    private long askedNanos;

    /** @param gateway its calls end within about a second */
    GatewayProbe(Clock clock, DllGatewayServiceInterface gateway) {
        this.clock = clock;
        this.gateway = gateway;
        this.answeredNanos = clock.nanoTime();
    }

    /**
     * How the gateway is.
     *
     * @param status as {@code health_check} says; {@code unhealthy} where it does not answer
     * @param live whether it answers
     * @param ready whether orders can be sent
     */
    public record Health(
            String status, boolean live, boolean ready, String session, List<String> reasons, Instant asOf) {}

    /** Looks anew; false where the gateway has not answered. */
    boolean poll() {
        long began = clock.nanoTime();
        try {
            told = gateway.healthCheck();
            session = gateway.getSession();
            answeredNanos = clock.nanoTime();
            tookNanos = answeredNanos - began;
            return true;
        } catch (DllGatewayException e) {
            tookNanos = -1;
            return false;
        }
    }

    /** What the last look that was answered has told; null before the first. */
    @Nullable GatewayHealth told() {
        return told;
    }

    /** The session at the last look that was answered; null before the first. */
    @Nullable SessionInfo session() {
        return session;
    }

    /** How long the last look took, in nanoseconds; negative where none was answered lately. Any thread. */
    long tookNanos() {
        return clock.nanoTime() - answeredNanos > SILENT_AFTER.toNanos() ? -1 : tookNanos;
    }

    /** How the gateway is by the last look. */
    Health health() {
        return health(told, Duration.ofNanos(clock.nanoTime() - answeredNanos));
    }

    /** Asks now, or takes what somebody was told a moment ago; ends within about a second. Any thread. */
    Health ask() {
        synchronized (asking) {
            Health known = asked;
            long now = clock.nanoTime();
            if (known == null || now - askedNanos > ASKED_AGAIN_NANOS) {
                known = askAnew();
                asked = known;
                askedNanos = clock.nanoTime();
            }
            return known;
        }
    }

    private Health askAnew() {
        try {
            return health(gateway.healthCheck(), Duration.ZERO);
        } catch (DllGatewayException e) {
            return health(null, Duration.ofNanos(clock.nanoTime() - answeredNanos));
        }
    }

    private Health health(@Nullable GatewayHealth known, Duration silence) {
        if (known == null || silence.compareTo(SILENT_AFTER) > 0) {
            return new Health(
                    "unhealthy",
                    false,
                    false,
                    "UNKNOWN",
                    List.of("The gateway has not answered its own probe for " + silence.toSeconds() + " s."),
                    clock.now());
        }
        return new Health(
                known.status().name().toLowerCase(Locale.ROOT),
                true,
                known.exchangeConnected() && known.status() != GatewayHealth.Status.UNHEALTHY,
                known.exchangeState(),
                known.reasons(),
                known.timestamp());
    }
}
