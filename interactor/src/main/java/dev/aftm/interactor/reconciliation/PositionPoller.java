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
 * The positions as the exchange last told them: asked for now and then and after each group of orders. Belongs to the thread
 * that owns the exchange.
 */
public final class PositionPoller {

    /** Orders may come thousands a second, and an answer is as long as there are accounts. */
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private final Clock clock;
    private final PositionQuery exchange;
    private final PendingQuery<List<PositionInfo>> question;
    private final long pauseNanos;
    private @Nullable PositionSnapshot seen;
    private boolean isPending;
    private boolean isStale;
    private long nextNanos;
    private long askedNanos;

    /** @param refresh how often they are asked for where nothing happens */
    public PositionPoller(Clock clock, PositionQuery exchange, Duration refresh, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.question = new PendingQuery<>(clock, patience);
        this.pauseNanos = refresh.toNanos();
        this.nextNanos = clock.nanoTime();
        this.askedNanos = nextNanos - SHORTEST_PAUSE_NANOS;
    }

    /** A new session has begun, or one has ended: what was known is known no longer. */
    public void begin() {
        question.forget();
        seen = null;
        isStale = false;
        isPending = false;
        nextNanos = clock.nanoTime();
    }

    /** Asks where it is time to. Cheap where it is not. */
    public void ask() {
        long now = clock.nanoTime();
        if (now - nextNanos >= 0) {
            askedNanos = now;
            nextNanos = now + pauseNanos;
            question.ask(exchange::openPositions);
        }
    }

    /**
     * Orders have been executed: an answer to an earlier question is of no use any more.
     *
     * @param atOnce however short ago they were asked for
     */
    public void askAnew(boolean atOnce) {
        seen = null;
        isPending = true;
        // Not forgotten: were each answer thrown away before it came, none would ever come while orders do.
        isStale = question.isAsked();
        long now = clock.nanoTime();
        nextNanos = atOnce ? now : Math.max(now, askedNanos + SHORTEST_PAUSE_NANOS);
        ask();
    }

    /** Looks for the answer; true where there is a new one. */
    public boolean take() {
        if (!question.isOver()) {
            return false;
        }
        Optional<List<PositionInfo>> answer = question.take();
        if (isStale) {
            isStale = false;
            question.ask(exchange::openPositions);
            return false;
        }
        seen = answer.map(found -> new PositionSnapshot(found, clock.now(), clock.nanoTime()))
                .orElse(null);
        isPending = false;
        return seen != null;
    }

    /** What the exchange said; null where it could not, or {@linkplain #isPending not yet}. */
    public @Nullable PositionSnapshot seen() {
        return seen;
    }

    /** Whether they are being read anew after orders. */
    public boolean isPending() {
        return isPending;
    }
}
