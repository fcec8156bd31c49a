package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The execution thread, the only one that calls the exchange. It takes orders from a bounded queue in groups, replays market
 * data if there is a tape, and publishes snapshots. A call that hangs in the exchange's library blocks only this thread.
 */
public final class ExecutionThread implements ExecutionQueue, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionThread.class);

    /** Orders that may wait; further ones are rejected with "busy". */
    private static final int CAPACITY = 1024;

    /** Orders whose intents are recorded in one commit. */
    private static final int GROUP = 64;

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SNAPSHOT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ArrayBlockingQueue<QueuedRequest> orders = new ArrayBlockingQueue<>(CAPACITY);
    private final ArrayBlockingQueue<QueuedRequest> urgentOrders = new ArrayBlockingQueue<>(CAPACITY);
    private final ArrayBlockingQueue<Runnable> urgent = new ArrayBlockingQueue<>(CAPACITY);
    private final long spinNanos;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private boolean tapeWaits;

    /**
     * Creates the thread; {@link #start} starts it.
     *
     * @param spin how long to busy-wait for more work before sleeping: this avoids the wake-up latency, but occupies a processor
     */
    public ExecutionThread(Duration spin) {
        this.spinNanos = spin.toNanos();
    }

    /**
     * Starts the thread.
     *
     * @param synchronizer keeps the gateway's state in step with the exchange
     * @param engine executes the orders
     * @param player plays market data that is due, and returns the time until its next call, in nanoseconds; null for none
     * @param handBack receives each executed group, on this thread; must not block
     * @param say receives a sentence for people when the replay has to wait for the disk, and when it continues
     * @param onFailure receives the error if the thread cannot continue, e.g. because the tape is damaged
     */
    public void start(
            ExchangeSynchronizer synchronizer,
            ExecutionEngine engine,
            @Nullable LongSupplier player,
            Consumer<List<QueuedRequest>> handBack,
            Consumer<String> say,
            Consumer<RuntimeException> onFailure) {
        Thread started = new Thread(
                () -> {
                    try {
                        run(synchronizer, engine, player, handBack, say);
                    } catch (RuntimeException e) {
                        LOG.error("The execution thread has failed.", e);
                        onFailure.accept(e);
                    }
                },
                "execution");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public boolean offer(QueuedRequest order) {
        boolean taken = (order.isUrgent() ? urgentOrders : orders).offer(order);
        wake();
        return taken;
    }

    @Override
    public boolean offer(Runnable task) {
        boolean taken = urgent.offer(task);
        wake();
        return taken;
    }

    @Override
    public int depth() {
        return orders.size() + urgentOrders.size();
    }

    /** Makes the thread check for work at once. May be called from any thread. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    private void run(
            ExchangeSynchronizer synchronizer,
            ExecutionEngine engine,
            @Nullable LongSupplier player,
            Consumer<List<QueuedRequest>> handBack,
            Consumer<String> say) {
        List<QueuedRequest> group = new ArrayList<>(GROUP);
        long nextSnapshot = System.nanoTime();
        while (!stopping) {
            runUrgent(engine, handBack);
            synchronizer.step();
            engine.step();
            orders.drainTo(group, GROUP);
            if (!group.isEmpty()) {
                engine.execute(group, () -> runUrgent(engine, handBack), handBack);
                group.clear();
            }
            long wait = player == null ? IDLE_NANOS : Math.min(IDLE_NANOS, play(player, say));
            long now = System.nanoTime();
            if (now - nextSnapshot >= 0) {
                synchronizer.publishSnapshot();
                nextSnapshot = now + SNAPSHOT_NANOS;
            }
            if (wait > 0 && !hasWorkSoon(now)) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    /** A full disk stops the replay only, until there is space again; orders are served meanwhile. */
    private long play(LongSupplier player, Consumer<String> say) {
        try {
            long wait = player.getAsLong();
            if (tapeWaits) {
                tapeWaits = false;
                say.accept("The replay continues.");
            }
            return wait;
        } catch (UncheckedIOException e) {
            if (!tapeWaits) {
                tapeWaits = true;
                LOG.error("The replay waits.", e);
                say.accept("The replay waits and continues by itself: " + e.getMessage());
            }
            return IDLE_NANOS;
        }
    }

    private boolean hasWorkSoon(long since) {
        while (!hasWork()) {
            if (System.nanoTime() - since >= spinNanos) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private boolean hasWork() {
        return !orders.isEmpty() || !urgentOrders.isEmpty() || !urgent.isEmpty();
    }

    /** Runs what must not wait behind orders: urgent tasks and orders, before each ordinary order. */
    private void runUrgent(ExecutionEngine engine, Consumer<List<QueuedRequest>> handBack) {
        for (Runnable task = urgent.poll(); task != null; task = urgent.poll()) {
            task.run();
        }
        if (!urgentOrders.isEmpty()) {
            List<QueuedRequest> group = new ArrayList<>();
            urgentOrders.drainTo(group, GROUP);
            engine.execute(group, () -> {}, handBack);
        }
    }

    /** Stops the thread. Waits two seconds at most, because the thread may hang in a call of the exchange. */
    @Override
    public void close() {
        stopping = true;
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            wake();
            try {
                running.join(Duration.ofSeconds(2).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
