package dev.aftm.infrastructure.zeromq.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * One thread that owns a set of sockets: it receives their messages, runs the tasks that other threads submit, and calls a
 * timer. No other thread may use its sockets once the loop has started.
 */
public final class SocketLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);

    /** The most frames of a message; further frames are received and discarded. */
    public static final int MAX_FRAMES = 16;

    /** The most messages taken from one socket before the others have their turn. */
    private static final int BURST = 256;

    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final ZContext context;
    private final List<Inlet> inlets = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private final Pipe wakeup;
    private final Thread thread;
    private final LongSupplier timer;
    private volatile boolean stopping;

    private record Inlet(ZMQ.Socket socket, Consumer<List<byte[]>> receiver) {}

    /**
     * Creates a loop; add its sockets, then start it.
     *
     * @param timer called after each round; returns the time until its next call, in nanoseconds
     */
    public SocketLoop(String name, ZContext context, LongSupplier timer) {
        this.context = context;
        this.timer = timer;
        try {
            wakeup = Pipe.open();
            wakeup.source().configureBlocking(false);
            wakeup.sink().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Adds a socket, before the start; each message goes to the receiver as its frames, on the loop's thread. */
    public void add(ZMQ.Socket socket, Consumer<List<byte[]>> receiver) {
        inlets.add(new Inlet(socket, receiver));
    }

    public void start() {
        thread.start();
    }

    /** Runs a task on the loop's thread soon; may be called from any thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread && wakeupPending.compareAndSet(false, true)) {
            try {
                var unused = wakeup.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException e) {
                LOG.debug("The loop could not be woken: it has ended.", e);
            }
        }
    }

    /** Runs a task on the loop's thread: at once if called on that thread, otherwise soon. */
    public void onLoop(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            execute(task);
        }
    }

    private void run() {
        ZMQ.Poller poller = context.createPoller(inlets.size() + 1);
        inlets.forEach(inlet -> poller.register(inlet.socket(), ZMQ.Poller.POLLIN));
        poller.register(wakeup.source(), ZMQ.Poller.POLLIN);
        long wait = 0;
        try {
            while (!stopping) {
                poller.poll(tasks.isEmpty() ? wait : 0);
                drainWakeup();
                runTasks();
                for (Inlet inlet : inlets) {
                    receive(inlet);
                }
                wait = millis(timer.getAsLong());
            }
        } catch (RuntimeException e) {
            if (!stopping) {
                // Goes to the thread's handler, which ends the process: a socket without its loop is deaf.
                throw new IllegalStateException("The loop " + thread.getName() + " has failed.", e);
            }
        } finally {
            runTasks();
            inlets.forEach(inlet -> inlet.socket().close());
            poller.close();
            closeWakeup();
        }
    }

    private void drainWakeup() {
        wakeupPending.set(false);
        try {
            ByteBuffer sink = ByteBuffer.allocate(64);
            while (wakeup.source().read(sink) > 0) {
                sink.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private static void receive(Inlet inlet) {
        for (int i = 0; i < BURST; i++) {
            byte[] first = inlet.socket().recv(ZMQ.DONTWAIT);
            if (first == null) {
                return;
            }
            List<byte[]> frames = new ArrayList<>(4);
            frames.add(first);
            while (inlet.socket().hasReceiveMore()) {
                byte[] frame = inlet.socket().recv(ZMQ.DONTWAIT);
                if (frame != null && frames.size() <= MAX_FRAMES) {
                    frames.add(frame);
                }
            }
            guarded(() -> inlet.receiver().accept(frames));
        }
    }

    /** Keeps one message that fails from ending the loop. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A message could not be processed.", e);
        }
    }

    private static long millis(long nanos) {
        // Rounded up: a loop that wakes too early would spin until the time comes.
        long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos) + 999_999);
        return nanos > TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS) ? LONGEST_WAIT_MILLIS : millis;
    }

    private void closeWakeup() {
        try {
            wakeup.sink().close();
            wakeup.source().close();
        } catch (IOException e) {
            LOG.debug("The wake-up pipe could not be closed.", e);
        }
    }

    /** Stops the loop and closes its sockets on its own thread; waits at most two seconds. */
    @Override
    public void close() {
        stopping = true;
        if (!thread.isAlive()) {
            inlets.forEach(inlet -> inlet.socket().close());
            return;
        }
        execute(() -> {});
        if (thread != Thread.currentThread()) {
            try {
                thread.join(Duration.ofSeconds(2).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
