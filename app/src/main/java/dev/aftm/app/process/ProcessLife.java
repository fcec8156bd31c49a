package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Failures;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.process.ControlLine;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a long-running process: it ends when it is told to by a signal, when its supervisor is gone, or when its
 * work is done, and always in order.
 */
public final class ProcessLife {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLife.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private final boolean supervised;
    private final PrintStream out;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean awaited;

    private ProcessLife(boolean supervised, PrintStream out) {
        this.supervised = supervised;
        this.out = out;
    }

    /**
     * Begins the life of this process.
     *
     * @param supervised whether a supervisor holds the other end of standard input and reads standard output
     */
    public static ProcessLife begin(boolean supervised) {
        // A thread that ran out of memory leaves its socket deaf; only a new process is safe.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("The thread {} has failed.", thread.getName(), failure);
            Runtime.getRuntime().halt(Failures.FAILED);
        });
        ProcessLife life = new ProcessLife(supervised, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(life::onSignal, "shutdown"));
        if (supervised) {
            Thread watch = new Thread(life::watchSupervisor, "supervisor-watch");
            watch.setDaemon(true);
            watch.start();
        }
        return life;
    }

    /** The process is up and does its work. */
    public void ready(String detail) {
        tell(ControlLine.Kind.READY, detail);
    }

    /** Something that the person at the terminal wants to know. */
    public void say(String text) {
        tell(ControlLine.Kind.SAY, text);
    }

    /** The tape has ended: the supervisor gets the summary as one line, a person reads it. */
    public void tapeEnded(Documents.Summary summary) {
        if (supervised) {
            tell(ControlLine.Kind.ENDED, Documents.line(summary));
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

    private void tell(ControlLine.Kind kind, String text) {
        LOG.info("{}", text);
        synchronized (out) {
            out.println(supervised ? new ControlLine(kind, text).format() : Terminal.escape(text));
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
            var unused = closed.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
