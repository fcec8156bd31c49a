package dev.aftm.interactor.intake;

import dev.aftm.interactor.gateway.account.AccountInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Clients that wait for an account's figures. Each gets one reply: the execution engine's, or an empty one at the deadline if
 * the call to the exchange hangs. Used by the gateway-loop thread; the execution thread gives the engine's replies.
 */
public final class PendingAccountReplies {

    private final List<Awaited> awaited = new ArrayList<>();

    /** A reply that a client waits for. */
    static final class Awaited {

        private final Consumer<Optional<AccountInfo>> to;
        private final long deadlineNanos;
        private final AtomicBoolean isGiven = new AtomicBoolean();

        /**
         * Creates a reply that has not been given yet.
         *
         * @param to receives the first answer
         * @param deadlineNanos when an empty answer is given, on the monotonic clock
         */
        Awaited(Consumer<Optional<AccountInfo>> to, long deadlineNanos) {
            this.to = to;
            this.deadlineNanos = deadlineNanos;
        }

        /** Gives the answer, unless one has been given. Any thread. */
        void give(Optional<AccountInfo> answer) {
            if (isGiven.compareAndSet(false, true)) {
                to.accept(answer);
            }
        }
    }

    void add(Awaited reply) {
        awaited.add(reply);
    }

    /** Gives an empty answer to every client whose deadline has passed. */
    void checkDeadlines(long nowNanos) {
        awaited.removeIf(reply -> {
            if (nowNanos - reply.deadlineNanos >= 0) {
                reply.give(Optional.empty());
            }
            return reply.isGiven.get();
        });
    }

    /** Whether any client is waiting. */
    boolean isAwaited() {
        return !awaited.isEmpty();
    }
}
