package dev.aftm.infrastructure.runtime;

import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.marketdata.TapePlayer;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that may touch the exchange: it takes orders from a bounded queue in groups, plays the tape where there
 * is one, and keeps the snapshot fresh. A call that hangs in the exchange's library hangs this thread and no other.
 */
public final class ExecutionThread implements ExecutionQueue, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionThread.class);

    /** Orders that may wait; more are refused as busy. */
    private static final int CAPACITY = 1024;

    /** Orders whose intents share one commit. */
    private static final int GROUP = 64;

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SNAPSHOT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ArrayBlockingQueue<QueuedRequest> orders = new ArrayBlockingQueue<>(CAPACITY);
    private final ArrayBlockingQueue<QueuedRequest> urgentOrders = new ArrayBlockingQueue<>(CAPACITY);
    private final ArrayBlockingQueue<Runnable> urgent = new ArrayBlockingQueue<>(CAPACITY);
    private final long spinNanos;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /**
     * Makes it; {@link #start} starts it.
     *
     * @param spin how long it looks for more work before it sleeps: waking takes longer than looking, but who looks has a processor
     *     for itself alone
     */
    public ExecutionThread(Duration spin) {
        this.spinNanos = spin.toNanos();
    }

    /**
     * Starts the thread.
     *
     * @param synchronizer how it keeps up with the exchange
     * @param engine what it does with orders
     * @param player the tape that it plays, or null
     * @param handBack told of each executed group, on this thread; must not block
     * @param onFailure told where the thread cannot go on, e.g. of a damaged tape
     */
    public void start(
            ExchangeSynchronizer synchronizer,
            ExecutionEngine engine,
            @Nullable TapePlayer player,
            Consumer<List<QueuedRequest>> handBack,
            Consumer<RuntimeException> onFailure) {
        Thread started = new Thread(
                () -> {
                    try {
                        run(synchronizer, engine, player, handBack);
                    } catch (RuntimeException e) {
                        LOG.error("The thread that owns the exchange has failed.", e);
                        onFailure.accept(e);
                    }
                },
                "exchange-owner");
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

    /** Lets the thread look for work at once; from any thread. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    private void run(
            ExchangeSynchronizer synchronizer,
            ExecutionEngine engine,
            @Nullable TapePlayer player,
            Consumer<List<QueuedRequest>> handBack) {
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
            long wait = player == null ? IDLE_NANOS : Math.min(IDLE_NANOS, player.play());
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

    /** What must not wait behind orders: has its turn before each of them. */
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

    /** Stops the thread; waits a moment, for it may hang in the exchange. */
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
