package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.FillQuery;
import dev.aftm.interactor.position.TradeBook;
import java.time.Duration;

/**
 * Asks the exchange for its fills after each login, and again as long as some are known to be missing; more and more seldom
 * where it fails to tell. Belongs to the thread that owns the exchange.
 */
public final class FillBackfill {

    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    /** How many answers may be lost before others should not wait any longer. */
    private static final int MOST_LOST_ANSWERS = 3;

    private final Clock clock;
    private final FillQuery exchange;
    private final TradeBook fills;
    private final PendingQuery<Integer> question;
    private boolean isDone;
    private int lostAnswers;
    private long pauseNanos = PAUSE_NANOS;
    private long nextNanos;

    public FillBackfill(Clock clock, FillQuery exchange, TradeBook fills, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.fills = fills;
        this.question = new PendingQuery<>(clock, patience);
    }

    /** A new session has begun. */
    public void begin() {
        question.forget();
        isDone = false;
        lostAnswers = 0;
        pauseNanos = PAUSE_NANOS;
        nextNanos = clock.nanoTime();
    }

    /** Whether all earlier fills are known, or the exchange has failed to tell them too often to be waited for. */
    public boolean isSettled() {
        return isDone || lostAnswers >= MOST_LOST_ANSWERS;
    }

    /** Whether the exchange has told all that it knows in this session. */
    public boolean isComplete() {
        return isDone && !fills.isBehind();
    }

    /**
     * Asks where it is time to; an answer of an exchange without a network is there at once, and taken by {@link #take}.
     *
     * @param areMissing whether reports are known to be lost
     */
    public void ask(boolean areMissing) {
        boolean isDue = (!isDone || fills.isBehind() || areMissing) && clock.nanoTime() - nextNanos >= 0;
        if (isDue && !question.isAsked()) {
            question.ask(exchange::resendFills);
            nextNanos = clock.nanoTime() + pauseNanos;
            // One that does not know them any more is not asked for ever as often.
            pauseNanos = areMissing ? Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS) : pauseNanos;
        }
    }

    /** Looks for the answer. The fills themselves arrive as reports. */
    public void take() {
        if (question.isOver()) {
            boolean answered = question.take().isPresent();
            isDone = answered || isDone;
            lostAnswers += answered ? 0 : 1;
            pauseNanos = answered ? pauseNanos : Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
    }
}
