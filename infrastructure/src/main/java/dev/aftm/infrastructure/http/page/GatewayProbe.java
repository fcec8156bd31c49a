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
 * Queries the gateway's health through the socket, like any client. One thread polls; {@link #ask} is safe for any thread.
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

    /** @param gateway a client whose calls end within about a second */
    GatewayProbe(Clock clock, DllGatewayServiceInterface gateway) {
        this.clock = clock;
        this.gateway = gateway;
        this.answeredNanos = clock.nanoTime();
    }

    /**
     * The gateway's health.
     *
     * @param status the status from {@code health_check}; {@code unhealthy} if the gateway does not answer
     * @param live whether the gateway answers
     * @param ready whether orders can be sent
     */
    public record Health(
            String status, boolean live, boolean ready, String session, List<String> reasons, Instant asOf) {}

    /** Queries health and session; returns false if the gateway did not answer. */
    boolean poll() {
        long began = clock.nanoTime();
        try {
            told = gateway.healthCheck();
            session = gateway.getSession();
            answeredNanos = clock.nanoTime();
            tookNanos = answeredNanos - began;
            return true;
        } catch (DllGatewayException noAnswer) {
            tookNanos = -1;
            return false;
        }
    }

    /** Returns the health from the last successful poll; null before the first. */
    @Nullable GatewayHealth told() {
        return told;
    }

    /** Returns the session from the last successful poll; null before the first. */
    @Nullable SessionInfo session() {
        return session;
    }

    /** Returns the duration of the last poll in nanoseconds; negative if none was answered recently. Any thread. */
    long tookNanos() {
        return clock.nanoTime() - answeredNanos > SILENT_AFTER.toNanos() ? -1 : tookNanos;
    }

    /** Returns the gateway's health as of the last poll. */
    Health health() {
        return health(told, Duration.ofNanos(clock.nanoTime() - answeredNanos));
    }

    /** Queries the health now, or returns a result of the last 200 ms; ends within about a second. Any thread. */
    Health ask() {
        synchronized (asking) {
            Health known = asked;
            long now = clock.nanoTime();
            if (known == null || now - askedNanos > ASKED_AGAIN_NANOS) {
                known = queryHealth();
                asked = known;
                askedNanos = clock.nanoTime();
            }
            return known;
        }
    }

    private Health queryHealth() {
        try {
            return health(gateway.healthCheck(), Duration.ZERO);
        } catch (DllGatewayException noAnswer) {
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
                    List.of("The gateway has not answered its health probe for " + silence.toSeconds() + " s."),
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
