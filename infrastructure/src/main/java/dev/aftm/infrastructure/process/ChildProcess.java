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
 * One process of a component, from its start to its end. It is alive as long as it gives signs of life: a process that is
 * there but does not do its work any more is ended.
 */
final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    /** What any Java process needs; nothing else of this process's environment is passed on. */
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
        /** A person has to do something first. */
        ENDLESS,
        UNTIL_THE_NEXT_BEAT
    }

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts the process. */
    static ChildProcess launch(ProcessSpec spec, String mainClass, boolean isRestart) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            // Whatever the process makes, a crash record included, is its owner's alone.
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

    /** Why it was ended by force, or how it ended by itself. */
    String ending(int exitCode) {
        return cause.isEmpty() ? "ended with code " + exitCode : cause;
    }

    /** Reads what the process tells until it ends. */
    void follow(Consumer<SupervisorMessage> listener) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heardNanos = System.nanoTime();
                SupervisorMessage told = SupervisorMessage.parse(line).orElse(null);
                if (told == null) {
                    LOG.info("{}: {}", name, line);
                } else {
                    take(told);
                    listener.accept(told);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void take(SupervisorMessage told) {
        if (told.kind() == SupervisorMessage.Kind.READY) {
            patience = Patience.UNTIL_THE_NEXT_BEAT;
        } else if (told.kind() == SupervisorMessage.Kind.WAITING) {
            patience = Patience.ENDLESS;
        }
    }

    /** Counts its silence from now on. */
    void forgive() {
        heardNanos = System.nanoTime();
    }

    /** Ends the process where it has given no sign of life for too long; called now and then. */
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
            LOG.warn("The component {} is ended: {}.", name, why);
            process.destroyForcibly();
        }
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks the process to stop, waits, and ends it by force where it does not listen. */
    void stop(Duration within) {
        // Its last lines are still to be read; Process.destroy would close the pipe.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The component {} did not stop when asked to and was ended.", name);
                var unused = process.destroyForcibly().waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
