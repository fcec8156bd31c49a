package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.PositionQuery;
import dev.aftm.interactor.position.PositionSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Polls the exchange's positions regularly and after each group of orders. Used by the execution thread only.
 */
public final class PositionPoller {

    /** Limits polling when thousands of orders arrive each second; an answer grows with the number of accounts. */
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private final Clock clock;
    private final PositionQuery exchange;
    private final PendingQuery<List<PositionInfo>> query;
    private final long pauseNanos;
    private @Nullable PositionSnapshot seen;
    private boolean isPending;
    private boolean isStale;
    private long nextNanos;
    private long askedNanos;

    /** @param refresh how often positions are polled while no order is executed */
    public PositionPoller(Clock clock, PositionQuery exchange, Duration refresh, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.query = new PendingQuery<>(clock, patience);
        this.pauseNanos = refresh.toNanos();
        this.nextNanos = clock.nanoTime();
        this.askedNanos = nextNanos - SHORTEST_PAUSE_NANOS;
    }

    /** Forgets the positions after a change of the session. */
    public void begin() {
        query.forget();
        seen = null;
        isStale = false;
        isPending = false;
        nextNanos = clock.nanoTime();
    }

    /** Queries the positions if it is due. Cheap if it is not. */
    public void ask() {
        long now = clock.nanoTime();
        if (now - nextNanos >= 0) {
            askedNanos = now;
            nextNanos = now + pauseNanos;
            query.ask(exchange::openPositions);
        }
    }

    /**
     * Queries the positions again after orders were executed; an answer to an earlier query is out of date.
     *
     * @param atOnce whether to query even if the last query was very recent
     */
    public void refresh(boolean atOnce) {
        seen = null;
        isPending = true;
        // The pending query is not forgotten: otherwise no answer would ever arrive while orders do.
        isStale = query.isAsked();
        long now = clock.nanoTime();
        nextNanos = atOnce ? now : Math.max(now, askedNanos + SHORTEST_PAUSE_NANOS);
        ask();
    }

    /** Receives the answer, if it is there; true if there are new positions. */
    public boolean take() {
        if (!query.isOver()) {
            return false;
        }
        Optional<List<PositionInfo>> answer = query.take();
        if (isStale) {
            isStale = false;
            query.ask(exchange::openPositions);
            return false;
        }
        seen = answer.map(found -> new PositionSnapshot(found, clock.now(), clock.nanoTime()))
                .orElse(null);
        isPending = false;
        return seen != null;
    }

    /** The exchange's positions; null if it did not report them, or {@linkplain #isPending not yet}. */
    public @Nullable PositionSnapshot seen() {
        return seen;
    }

    /** Whether the positions are being queried again after orders. */
    public boolean isPending() {
        return isPending;
    }
}
