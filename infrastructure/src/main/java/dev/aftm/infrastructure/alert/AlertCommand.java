package dev.aftm.infrastructure.alert;

import dev.aftm.interactor.monitor.Alert;
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
 * Tells people of alerts: a line in the log, and, where there is one, a command of the operator's own, as
 * {@code COMMAND fired|cleared KIND SENTENCE}. The command runs beside everything else, without a shell, one after the other,
 * for ten seconds at most.
 */
public final class AlertCommand implements Consumer<Alert.Change>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertCommand.class);
    private static final Duration LONGEST_RUN = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 100;

    /** What a command needs to find others; nothing else of our surroundings is its business. */
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
     * Makes it.
     *
     * @param command an executable file; null for none
     * @param listener given a sentence for whoever watches
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
        listener.accept(change.isFiring() ? "Alert: " + alert.sentence() : "No longer so: " + alert.sentence());
        Path executable = command;
        if (executable == null) {
            return;
        }
        List<String> line = List.of(executable.toString(), word, alert.kind().label(), alert.sentence());
        if (runner.getQueue().remainingCapacity() == 0) {
            LOG.warn("So many alerts wait for ALERT_COMMAND that this one is not told to it.");
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
                LOG.warn("ALERT_COMMAND has ended with code {}.", process.exitValue());
            }
        } catch (IOException e) {
            LOG.warn("ALERT_COMMAND could not be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits is not told any more; what runs is left to end. */
    @Override
    public void close() {
        runner.shutdownNow();
    }
}
