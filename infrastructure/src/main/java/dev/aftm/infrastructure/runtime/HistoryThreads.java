package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.store.JournalException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that may wait for the history's disk: {@code history} lets it follow the journal at an interval, so that no order
 * wakes it; {@code history-reader} runs what looks something up, one task after the other.
 */
public final class HistoryThreads implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryThreads.class);

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** A long way behind, the history goes on at the next start. */
    private static final Duration LAST_UPDATE = Duration.ofSeconds(3);

    private final OrderJournal journal;
    private final ScheduledThreadPoolExecutor follower = newThread("history");
    private final ScheduledThreadPoolExecutor reader = newThread("history-reader");
    private @Nullable String fault;

    public HistoryThreads(OrderJournal journal) {
        this.journal = journal;
    }

    private static ScheduledThreadPoolExecutor newThread(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to follow, and checks those files of the journal that the start did not wait for. */
    public void start() {
        follower.execute(this::verify);
        var unused = follower.scheduleWithFixedDelay(this::follow, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void verify() {
        journal.verify();
        String damage = journal.damage();
        if (damage != null) {
            LOG.error("{} New orders are stopped.", damage);
            // A disk that could not be read may work again.
            var unused = follower.schedule(this::verify, AGAIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void follow() {
        try {
            journal.updateHistory();
            fault = null;
        } catch (JournalException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(fault)) {
                LOG.warn(
                        "The history of orders is not brought up to date, and will be once that is possible: {}",
                        message);
            }
            fault = message;
        } catch (RuntimeException e) {
            // Whatever it is, the next call may succeed; an exception would end all calls.
            LOG.error("The history of orders is not brought up to date.", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        try {
            reader.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("A look-up was dropped, because the gateway is ending.");
        }
    }

    /** Brings the history up to date, if that is quickly done, and ends the threads; to be called before the journal is closed. */
    @Override
    public void close() {
        reader.shutdown();
        if (!follower.isShutdown()) {
            follower.execute(this::follow);
            follower.shutdown();
        }
        try {
            if (!follower.awaitTermination(LAST_UPDATE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("The history of orders will be brought up to date at the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
