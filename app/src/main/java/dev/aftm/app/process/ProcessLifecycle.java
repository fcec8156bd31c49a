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
 * The life of a long-running process: it ends when it is told to by a signal, when its supervisor is gone, or when its
 * work is done, and always in order.
 */
public final class ProcessLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLifecycle.class);
    private static final long BEAT_MILLIS = 500;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    /** A supervisor waits for all its components, one after the other. */
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

    /** Begins the life of a process that starts and stops others. */
    public static ProcessLifecycle beginSupervisor() {
        return begin(false, CLOSE_ALL_WITHIN);
    }

    /**
     * Begins the life of this process.
     *
     * @param supervised whether a supervisor holds the other end of standard input and reads standard output
     */
    public static ProcessLifecycle begin(boolean supervised) {
        return begin(supervised, CLOSE_WITHIN);
    }

    private static ProcessLifecycle begin(boolean supervised, Duration closeWithin) {
        // A thread that ran out of memory leaves its socket deaf; only a new process is safe.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("The thread {} has failed.", thread.getName(), failure);
            Logging.stop();
            Runtime.getRuntime().halt(ExitCodes.FAILED);
        });
        ProcessLifecycle lifecycle = new ProcessLifecycle(supervised, closeWithin, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(lifecycle::onSignal, "shutdown"));
        if (supervised) {
            leaveInterruptsToTheSupervisor();
            Thread watch = new Thread(lifecycle::watchSupervisor, "supervisor-watch");
            watch.setDaemon(true);
            watch.start();
        }
        return lifecycle;
    }

    /**
     * Ctrl-C reaches all processes of a terminal at once; they are to stop in order, as the supervisor tells them. Java has no
     * public way to ignore a signal, so this is asked for by name, and where it is not there, each stops by itself.
     */
    private static void leaveInterruptsToTheSupervisor() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            LOG.debug("Interrupts cannot be left to the supervisor.", e);
        }
    }

    /** The process is up and does its work. */
    public void ready(String detail) {
        report(SupervisorMessage.Kind.READY, detail);
    }

    /** The process cannot get ready before a person has done something. */
    public void waiting(String what) {
        report(SupervisorMessage.Kind.WAITING, what);
    }

    /**
     * Tells the supervisor from now on that this process does its work, as long as it does.
     *
     * @param loop has the process's loop run something soon
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

    /** Has something done when the process is told to end, or at once where it has been; on any thread. */
    public void onEnd(Runnable action) {
        var unused = end.thenRun(action);
    }

    /** Whether the process has been told to end. */
    public boolean isEnding() {
        return end.isDone();
    }

    /** Something that the person at the terminal wants to know. */
    public void say(String text) {
        report(SupervisorMessage.Kind.SAY, text);
    }

    /** The tape has ended: the supervisor gets the summary as one line, a person reads it. */
    public void tapeEnded(JsonDocuments.Summary summary) {
        if (supervised) {
            report(SupervisorMessage.Kind.ENDED, JsonDocuments.line(summary));
        } else {
            summary.print(new Terminal(out));
        }
    }

    /** Ends the process; the first code counts. */
    public void end(int exitCode) {
        end.complete(exitCode);
    }

    /** Waits for the end, closes what is given, the last first, and returns the exit code. */
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

    /** Closes resources, the last first; one that cannot be closed does not keep the others open. */
    private static void close(AutoCloseable... resources) {
        for (int i = resources.length - 1; i >= 0; i--) {
            try {
                resources[i].close();
            } catch (Exception e) {
                LOG.warn("Something could not be closed.", e);
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
                // Nothing is ever said here; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
        end(0);
    }

    private void onSignal() {
        end(0);
        if (!awaited) {
            return;
        }
        try {
            // The main thread closes in order; the virtual machine would go on without it.
            var unused = closed.await(closeWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
