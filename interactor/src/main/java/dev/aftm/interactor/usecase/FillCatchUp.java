package dev.aftm.interactor.usecase;

import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.FillQuery;
import java.time.Duration;

/**
 * Asks the exchange for its fills after each login, and again as long as some are known to be missing; more and more seldom
 * where it fails to tell. Belongs to the thread that owns the exchange.
 */
final class FillCatchUp {

    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    /** How many answers may be lost before others should not wait any longer. */
    private static final int MOST_LOST_ANSWERS = 3;

    private final Clock clock;
    private final FillQuery exchange;
    private final FillBook fills;
    private final Question<Integer> question;
    private boolean isDone;
    private int lostAnswers;
    private long pauseNanos = PAUSE_NANOS;
    private long nextNanos;

    FillCatchUp(Clock clock, FillQuery exchange, FillBook fills, Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.fills = fills;
        this.question = new Question<>(clock, patience);
    }

    /** A new session has begun. */
    void begin() {
        question.forget();
        isDone = false;
        lostAnswers = 0;
        pauseNanos = PAUSE_NANOS;
        nextNanos = clock.nanoTime();
    }

    /** Whether all earlier fills are known, or the exchange has failed to tell them too often to be waited for. */
    boolean isSettled() {
        return isDone || lostAnswers >= MOST_LOST_ANSWERS;
    }

    /** Whether the exchange has told all that it knows in this session. */
    boolean isComplete() {
        return isDone && !fills.isBehind();
    }

    /**
     * Asks where it is time to; an answer of an exchange without a network is there at once, and taken by {@link #take}.
     *
     * @param areMissing whether reports are known to be lost
     */
    void ask(boolean areMissing) {
        boolean isDue = (!isDone || fills.isBehind() || areMissing) && clock.nanoTime() - nextNanos >= 0;
        if (isDue && !question.isAsked()) {
            question.ask(exchange::resendFills);
            nextNanos = clock.nanoTime() + pauseNanos;
            // One that does not know them any more is not asked for ever as often.
            pauseNanos = areMissing ? Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS) : pauseNanos;
        }
    }

    /** Looks for the answer. The fills themselves arrive as reports. */
    void take() {
        if (question.isOver()) {
            boolean answered = question.take().isPresent();
            isDone = answered || isDone;
            lostAnswers += answered ? 0 : 1;
            pauseNanos = answered ? pauseNanos : Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
    }
}
