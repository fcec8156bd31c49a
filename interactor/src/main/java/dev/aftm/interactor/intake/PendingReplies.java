package dev.aftm.interactor.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Clients that wait for what another thread finds out. Each gets one reply: the other thread's, or a substitute at the deadline if
 * that thread hangs. Used by the gateway-loop thread; the other threads give their replies.
 */
public final class PendingReplies {

    private final List<Awaited<?>> awaited = new ArrayList<>();

    /** A reply that a client waits for. */
    static final class Awaited<T> {

        private final Consumer<T> to;
        private final T substitute;
        private final long deadlineNanos;
        private final AtomicBoolean isGiven = new AtomicBoolean();

        private Awaited(Consumer<T> to, T substitute, long deadlineNanos) {
            this.to = to;
            this.substitute = substitute;
            this.deadlineNanos = deadlineNanos;
        }

        /** Gives the answer, unless one has been given. Any thread. */
        void give(T answer) {
            if (isGiven.compareAndSet(false, true)) {
                to.accept(answer);
            }
        }

        private void giveUp() {
            give(substitute);
        }
    }

    /** Adds a client that receives the first answer, or the substitute at the deadline of the monotonic clock. */
    <T> Awaited<T> add(Consumer<T> to, T substitute, long deadlineNanos) {
        Awaited<T> reply = new Awaited<>(to, substitute, deadlineNanos);
        awaited.add(reply);
        return reply;
    }

    /** Gives the substitute to every client whose deadline has passed. */
    void checkDeadlines(long nowNanos) {
        awaited.removeIf(reply -> {
            if (nowNanos - reply.deadlineNanos >= 0) {
                reply.giveUp();
            }
            return reply.isGiven.get();
        });
    }

    /** Whether any client is waiting. */
    boolean isAwaited() {
        return awaited.stream().anyMatch(reply -> !reply.isGiven.get());
    }
}
