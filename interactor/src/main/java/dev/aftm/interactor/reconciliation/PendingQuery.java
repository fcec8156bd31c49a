package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time to the exchange, with a deadline: an answer may be lost, and nobody waits for it for ever.
 *
 * @param <T> what is asked for
 */
final class PendingQuery<T> {

    private final Clock clock;
    private final long patienceNanos;
    private @Nullable CompletableFuture<T> answer;
    private String failure = "";
    private long askedNanos;

    PendingQuery(Clock clock, Duration patience) {
        this.clock = clock;
        this.patienceNanos = patience.toNanos();
    }

    /** Asks, unless the last question is still out. */
    void ask(Supplier<CompletableFuture<T>> how) {
        if (answer == null) {
            askedNanos = clock.nanoTime();
            try {
                answer = how.get();
            } catch (RuntimeException e) {
                answer = CompletableFuture.failedFuture(e);
            }
        }
    }

    /** Forgets a question that is out, e.g. since the session that it was asked in has ended. */
    void forget() {
        answer = null;
    }

    boolean isAsked() {
        return answer != null;
    }

    /** Whether there is something to {@link #take}: an answer, a failure, or too long a silence. */
    boolean isOver() {
        CompletableFuture<T> out = answer;
        return out != null && (out.isDone() || clock.nanoTime() - askedNanos >= patienceNanos);
    }

    /** The answer; empty where there was none. The next question may be asked from now on. */
    Optional<T> take() {
        CompletableFuture<T> out = answer;
        answer = null;
        if (out == null || !out.isDone()) {
            failure = "it has not answered";
            return Optional.empty();
        }
        return out.handle((found, why) -> {
                    failure = why == null ? "" : String.valueOf(why.getMessage());
                    return Optional.ofNullable(found);
                })
                .join();
    }

    /** Why the last {@link #take} was empty, in words. */
    String failure() {
        return failure;
    }
}
