package dev.aftm.infrastructure.alert;

import dev.aftm.infrastructure.monitor.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers alerts: writes a log line and, if configured, runs the operator's command as
 * {@code COMMAND fired|cleared KIND SENTENCE}. Commands run on a thread of their own, one at a time, without a shell, for ten
 * seconds each at most.
 */
public final class AlertCommand implements Consumer<Alert.Change>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertCommand.class);
    private static final Duration LONGEST_RUN = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 100;

    /** The environment variables passed on to the command; everything else stays in this process. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "TZ");

    private final @Nullable Path command;
    private final Consumer<String> listener;
    private final ThreadPoolExecutor runner =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "alert-command");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Creates the command's runner.
     *
     * @param command an executable file; null for none
     * @param listener receives one sentence per change, for people
     */
    public AlertCommand(@Nullable Path command, Consumer<String> listener) {
        this.command = command;
        this.listener = listener;
    }

    @Override
    public void accept(Alert.Change change) {
        Alert alert = change.alert();
        String word = change.isFiring() ? "fired" : "cleared";
        LOG.atWarn()
                .addKeyValue("alert", alert.kind().label())
                .addKeyValue("alert_state", word)
                .log("The alert {} has {}: {}", alert.kind().label(), word, alert.sentence());
        listener.accept(change.isFiring() ? "Alert: " + alert.sentence() : "Cleared: " + alert.sentence());
        Path executable = command;
        if (executable == null) {
            return;
        }
        List<String> line = List.of(executable.toString(), word, alert.kind().label(), alert.sentence());
        if (runner.getQueue().remainingCapacity() == 0) {
            LOG.warn("Too many alerts are waiting for ALERT_COMMAND, so it is not run for this one.");
            return;
        }
        runner.execute(() -> run(line));
    }

    private static void run(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(line));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                LOG.warn("ALERT_COMMAND took longer than {} s and was ended.", LONGEST_RUN.toSeconds());
            } else if (process.exitValue() != 0) {
                LOG.warn("ALERT_COMMAND exited with code {}.", process.exitValue());
            }
        } catch (IOException e) {
            LOG.warn("ALERT_COMMAND could not be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Discards waiting alerts and interrupts the wait for a running command. */
    @Override
    public void close() {
        runner.shutdownNow();
    }
}
