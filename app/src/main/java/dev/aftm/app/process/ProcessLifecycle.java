package dev.aftm.app.process;

import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Logging;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.process.SupervisorMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lifecycle of a long-running process. It ends on a signal, when its supervisor is gone, or when its work is done, and
 * always closes its resources in order.
 */
public final class ProcessLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLifecycle.class);
    private static final long BEAT_MILLIS = 500;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    /** A supervisor waits for all its processes, one after the other. */
    private static final Duration CLOSE_ALL_WITHIN = Duration.ofSeconds(25);

    private final boolean supervised;
    private final Duration closeWithin;
    private final PrintStream out;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean awaited;

    private ProcessLifecycle(boolean supervised, Duration closeWithin, PrintStream out) {
        this.supervised = supervised;
        this.closeWithin = closeWithin;
        this.out = out;
    }

    /** Begins the lifecycle of the supervisor, which starts and stops the other processes. */
    public static ProcessLifecycle beginSupervisor() {
        return begin(false, CLOSE_ALL_WITHIN);
    }

    /**
     * Begins the lifecycle of this process.
     *
     * @param supervised whether a supervisor holds the other end of standard input and reads standard output
     */
    public static ProcessLifecycle begin(boolean supervised) {
        return begin(supervised, CLOSE_WITHIN);
    }

    private static ProcessLifecycle begin(boolean supervised, Duration closeWithin) {
        // After a thread has failed, e.g. for lack of memory, nobody serves its socket; only a new process is safe.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("The thread {} has failed.", thread.getName(), failure);
            Logging.stop();
            Runtime.getRuntime().halt(ExitCodes.FAILED);
        });
        ProcessLifecycle lifecycle = new ProcessLifecycle(supervised, closeWithin, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(lifecycle::onSignal, "shutdown"));
        if (supervised) {
            leaveInterruptsToTheSupervisor();
            Thread watch = new Thread(lifecycle::watchSupervisor, "supervisor-link");
            watch.setDaemon(true);
            watch.start();
        }
        return lifecycle;
    }

    /**
     * Ignores Ctrl-C, which reaches all processes of a terminal at once; the supervisor stops them in order instead. Java has no
     * public API to ignore a signal, so the internal one is used by reflection; without it, each process stops by itself.
     */
    private static void leaveInterruptsToTheSupervisor() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            LOG.debug("Ctrl-C cannot be ignored; this process stops by itself on it.", e);
        }
    }

    /** Reports that the process is up and works. */
    public void ready(String detail) {
        report(SupervisorMessage.Kind.READY, detail);
    }

    /** Reports that the process cannot become ready before a person has acted. */
    public void waiting(String what) {
        report(SupervisorMessage.Kind.WAITING, what);
    }

    /**
     * Sends heartbeats to the supervisor from now on, as long as the process's loop responds.
     *
     * @param loop runs a task on the process's loop soon
     */
    public void beat(Consumer<Runnable> loop) {
        if (!supervised) {
            return;
        }
        AtomicBoolean lives = new AtomicBoolean(true);
        ScheduledExecutorService heart = DaemonScheduler.named("heartbeat");
        Runnable pulse = () -> {
            if (lives.getAndSet(false)) {
                print(new SupervisorMessage(SupervisorMessage.Kind.BEAT, "").format());
                loop.accept(() -> lives.set(true));
            }
        };
        var unused = heart.scheduleAtFixedRate(pulse, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs an action when the process is told to end, or at once if it already was; on any thread. */
    public void onEnd(Runnable action) {
        var unused = end.thenRun(action);
    }

    /** Returns whether the process has been told to end. */
    public boolean isEnding() {
        return end.isDone();
    }

    /** Prints a message for the person at the terminal. */
    public void say(String text) {
        report(SupervisorMessage.Kind.SAY, text);
    }

    /** Reports the end of the replay: as one line to the supervisor, or as text to a person. */
    public void tapeEnded(JsonDocuments.Summary summary) {
        if (supervised) {
            report(SupervisorMessage.Kind.ENDED, JsonDocuments.line(summary));
        } else {
            summary.print(new Terminal(out));
        }
    }

    /** Ends the process; only the first call sets the exit code. */
    public void end(int exitCode) {
        end.complete(exitCode);
    }

    /** Waits for the end, closes the resources in reverse order, and returns the exit code. */
    public int awaitEnd(AutoCloseable... resources) {
        awaited = true;
        int exitCode = end.join();
        try {
            close(resources);
        } finally {
            Logging.stop();
            closed.countDown();
        }
        return exitCode;
    }

    /** Closes the resources in reverse order; a failure does not keep the others open. */
    private static void close(AutoCloseable... resources) {
        for (int i = resources.length - 1; i >= 0; i--) {
            try {
                resources[i].close();
            } catch (Exception e) {
                LOG.warn("A resource could not be closed.", e);
            }
        }
    }

    private void report(SupervisorMessage.Kind kind, String text) {
        LOG.info("{}", text);
        print(supervised ? new SupervisorMessage(kind, text).format() : Terminal.escape(text));
    }

    private void print(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private void watchSupervisor() {
        try {
            while (System.in.read() >= 0) {
                // The supervisor sends nothing; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe also means that the supervisor is gone.
        }
        end(0);
    }

    private void onSignal() {
        end(0);
        if (!awaited) {
            return;
        }
        try {
            // Waits for the main thread to close the resources; otherwise the virtual machine would exit at once.
            var unused = closed.await(closeWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
