package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.FillResend;
import dev.aftm.interactor.position.TradeBook;
import java.time.Duration;

/**
 * Queries the exchange's fills after each login, and again while fills are known to be missing. The pause grows while the
 * exchange fails to report them. Used by the execution thread only.
 */
public final class FillBackfill {

    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    /** After this many lost answers nothing waits for the fills any longer. */
    private static final int MOST_LOST_ANSWERS = 3;

    private final Clock clock;
    private final FillResend exchange;
    private final TradeBook fills;
    private final PendingQuery<Integer> query;
    private boolean isDone;
    private int lostAnswers;
    private long pauseNanos = PAUSE_NANOS;
    private long nextNanos;

    public FillBackfill(Clock clock, FillResend exchange, TradeBook fills, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.fills = fills;
        this.query = new PendingQuery<>(clock, patience);
    }

    /** Starts again for a new session. */
    public void begin() {
        query.forget();
        isDone = false;
        lostAnswers = 0;
        pauseNanos = PAUSE_NANOS;
        nextNanos = clock.nanoTime();
    }

    /** Whether all earlier fills are known, or the exchange has failed to report them too often to wait any longer. */
    public boolean isSettled() {
        return isDone || lostAnswers >= MOST_LOST_ANSWERS;
    }

    /** Whether the exchange has reported all its fills in this session. */
    public boolean isComplete() {
        return isDone && !fills.isBehind();
    }

    /**
     * Queries the fills if it is due. {@link #take} receives the answer, which may be there at once.
     *
     * @param areMissing whether fill reports are known to be lost
     */
    public void ask(boolean areMissing) {
        boolean isDue = (!isDone || fills.isBehind() || areMissing) && clock.nanoTime() - nextNanos >= 0;
        if (isDue && !query.isAsked()) {
            query.ask(exchange::resendFills);
            nextNanos = clock.nanoTime() + pauseNanos;
            // The exchange may not have them any more.
            pauseNanos = areMissing ? Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS) : pauseNanos;
        }
    }

    /** Receives the answer, if it is there or lost. The fills themselves arrive as reports. */
    public void take() {
        if (query.isOver()) {
            boolean answered = query.take().isPresent();
            isDone = answered || isDone;
            lostAnswers += answered ? 0 : 1;
            pauseNanos = answered ? pauseNanos : Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
    }
}
