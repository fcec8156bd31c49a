package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.PositionQuery;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positions as the exchange last told them: asked for now and then and after each group of orders. Belongs to the thread
 * that owns the exchange.
 */
final class PositionWatch {

    /** How often they are asked for where nothing happens. */
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final PositionQuery exchange;
    private final Question<List<PositionInfo>> question;
    private @Nullable List<PositionInfo> positions;
    private boolean isPending;
    private long nextNanos;

    PositionWatch(Clock clock, PositionQuery exchange, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.question = new Question<>(clock, patience);
        this.nextNanos = clock.nanoTime();
    }

    /** A new session has begun, or one has ended: what was known is known no longer. */
    void begin() {
        question.forget();
        positions = null;
        isPending = false;
        nextNanos = clock.nanoTime();
    }

    /** Asks where it is time to. */
    void ask() {
        if (clock.nanoTime() - nextNanos >= 0) {
            nextNanos = clock.nanoTime() + PAUSE_NANOS;
            question.ask(exchange::openPositions);
        }
    }

    /** Orders have been executed: an answer to an earlier question is of no use any more. */
    void askAnew() {
        begin();
        isPending = true;
        ask();
    }

    /** Looks for the answer. */
    void take() {
        if (question.isOver()) {
            positions = question.take().orElse(null);
            isPending = false;
        }
    }

    /** What the exchange said; null where it could not, or {@linkplain #isPending not yet}. */
    @Nullable List<PositionInfo> positions() {
        return positions;
    }

    /** Whether they are being read anew after orders. */
    boolean isPending() {
        return isPending;
    }
}
