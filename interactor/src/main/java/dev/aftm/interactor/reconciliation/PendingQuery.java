package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query to the exchange with a deadline, one at a time; an answer that does not come in time counts as lost.
 *
 * @param <T> the answer
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

    /** Makes the query, unless one is pending. */
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

    /** Forgets a pending query, e.g. because its session has ended. */
    void forget() {
        answer = null;
    }

    boolean isAsked() {
        return answer != null;
    }

    /** Whether there is a result to {@link #take}: an answer, a failure, or a passed deadline. */
    boolean isOver() {
        CompletableFuture<T> out = answer;
        return out != null && (out.isDone() || clock.nanoTime() - askedNanos >= patienceNanos);
    }

    /** Takes the answer; empty if there is none. Then the next query can be made. */
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
                .getNow(Optional.empty());
    }

    /** Why the last {@link #take} was empty. */
    String failure() {
        return failure;
    }
}
