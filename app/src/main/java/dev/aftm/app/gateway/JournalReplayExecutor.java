package dev.aftm.app.gateway;

import dev.aftm.interactor.order.OrderJournal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** The executor that reads an earlier process's orders. A long journal is read later, because accepting orders comes first. */
final class JournalReplayExecutor {

    /** More events than this take a noticeable time to read. */
    private static final long MANY_EVENTS = 20_000;

    /** Delays the reading of a long journal until the gateway accepts orders. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private JournalReplayExecutor() {}

    static Executor executor(OrderJournal journal) {
        boolean isLong = journal.count() > MANY_EVENTS;
        return isLong
                ? CompletableFuture.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS)
                : ForkJoinPool.commonPool();
    }
}
