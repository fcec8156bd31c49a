package dev.aftm.interactor.intake;

import dev.aftm.interactor.gateway.account.AccountInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Who waits for what an account is worth: each is answered once, by the owner of the exchange, or, where its call hangs, when
 * the time has come. Belongs to the gateway's loop; only the answers come from elsewhere.
 */
final class AccountReplyDeadlines {

    private final List<Awaited> awaited = new ArrayList<>();

    /** Somebody who waits. */
    static final class Awaited {

        private final Consumer<Optional<AccountInfo>> to;
        private final long deadlineNanos;
        private final AtomicBoolean isGiven = new AtomicBoolean();

        /**
         * Makes it.
         *
         * @param to is given the first answer
         * @param deadlineNanos when it is answered that there is none, by the monotonic clock
         */
        Awaited(Consumer<Optional<AccountInfo>> to, long deadlineNanos) {
            this.to = to;
            this.deadlineNanos = deadlineNanos;
        }

        /** Gives an answer, on any thread. */
        void give(Optional<AccountInfo> answer) {
            if (isGiven.compareAndSet(false, true)) {
                to.accept(answer);
            }
        }
    }

    void add(Awaited reply) {
        awaited.add(reply);
    }

    /** Answers who has waited long enough. */
    void checkDeadlines(long nowNanos) {
        awaited.removeIf(reply -> {
            if (nowNanos - reply.deadlineNanos >= 0) {
                reply.give(Optional.empty());
            }
            return reply.isGiven.get();
        });
    }

    /** Whether somebody waits. */
    boolean isAwaited() {
        return !awaited.isEmpty();
    }
}
