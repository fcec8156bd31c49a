package dev.aftm.infrastructure.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operating-system process under supervision, from its start to its end. A process that runs but sends no heartbeat for too
 * long is killed.
 */
final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    /** The environment variables that any Java process needs; no others are passed on. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot", "TEMP", "JDK_JAVA_OPTIONS");

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final long startedNanos = System.nanoTime();
    private volatile long heardNanos = startedNanos;
    private volatile Patience patience = Patience.UNTIL_READY;
    private volatile String cause = "";

    private enum Patience {
        UNTIL_READY,
        /** The process waits for a person. */
        ENDLESS,
        UNTIL_THE_NEXT_BEAT
    }

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static ChildProcess launch(ProcessSpec spec, String mainClass, boolean isRestart) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            // Only the owner may read the files that the process creates, including crash dumps.
            command.addAll(List.of(SHELL.toString(), "-c", "umask 077; exec \"$@\"", "aftm"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(spec.jvmOptions());
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(mainClass);
        command.addAll(spec.arguments(isRestart));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(spec.environment());
        return new ChildProcess(spec.name(), builder.start());
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Why the process was killed, or how it ended by itself. */
    String ending(int exitCode) {
        return cause.isEmpty() ? "ended with code " + exitCode : cause;
    }

    /** Reads the process's standard output until it ends; passes on messages and logs all other lines. */
    void follow(Consumer<SupervisorMessage> listener) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heardNanos = System.nanoTime();
                SupervisorMessage message = SupervisorMessage.parse(line).orElse(null);
                if (message == null) {
                    LOG.info("{}: {}", name, line);
                } else {
                    take(message);
                    listener.accept(message);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void take(SupervisorMessage message) {
        if (message.kind() == SupervisorMessage.Kind.READY) {
            patience = Patience.UNTIL_THE_NEXT_BEAT;
        } else if (message.kind() == SupervisorMessage.Kind.WAITING) {
            patience = Patience.ENDLESS;
        }
    }

    /** Restarts the measurement of its silence. */
    void forgive() {
        heardNanos = System.nanoTime();
    }

    /** Kills the process if it was not ready in time or has sent no heartbeat for too long. Called periodically. */
    void checkLife(Duration heartbeatTimeout) {
        long silence = System.nanoTime() - heardNanos;
        if (patience == Patience.UNTIL_READY && age().compareTo(READY_WITHIN) > 0) {
            end("not ready within " + READY_WITHIN.toSeconds() + " s");
        } else if (patience == Patience.UNTIL_THE_NEXT_BEAT && silence > heartbeatTimeout.toNanos()) {
            end("no sign of life for " + heartbeatTimeout.toSeconds() + " s");
        }
    }

    private void end(String why) {
        if (process.isAlive() && cause.isEmpty()) {
            cause = why;
            LOG.warn("Killing the process {}: {}.", name, why);
            process.destroyForcibly();
        }
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks the process to stop, waits, and kills it if it does not stop. */
    void stop(Duration within) {
        // Process.destroy would close the pipe before the last lines are read.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The process {} did not stop when asked to and was killed.", name);
                var unused = process.destroyForcibly().waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
