package dev.aftm.infrastructure.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the components up in order, starts again what dies, and stops all in the opposite order. A component tells that
 * it is ready on its standard output, and stops by itself when its standard input ends, as it does when this process is
 * gone, however it went.
 *
 * <p>What was ready and dies is started again at once; what never became ready is tried a few times with growing pauses,
 * and then given up. An exit with code 2, wrong configuration, is not tried again.
 */
public final class ProcessManagerService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessManagerService.class);

    private static final int WRONG_CONFIGURATION = 2;
    private static final int START_ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final Duration QUICK_DEATH = Duration.ofSeconds(3);
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot", "TEMP", "JDK_JAVA_OPTIONS");

    private final String mainClass;
    private final Map<String, String> environment;
    private final Listener listener;
    private final List<Component> components = new ArrayList<>();
    private final ScheduledExecutorService watchdogs = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopping;

    /** Is told what happens to the components, from threads of this service. */
    public interface Listener {

        /**
         * A component has changed its state.
         *
         * @param took how long the change took
         * @param detail more about it, or empty
         */
        void onState(String component, ComponentState state, Duration took, String detail);

        /** A component has told something. */
        void onLine(String component, ControlLine line);

        /** A component cannot be brought up; the system has to stop with this exit code. */
        void onGivenUp(String component, int exitCode);
    }

    private static final class Component {
        private final ComponentSpec spec;
        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile ComponentState state = ComponentState.STOPPED;
        private volatile @Nullable Process process;

        private Component(ComponentSpec spec) {
            this.spec = spec;
        }
    }

    /**
     * Makes the service; nothing is started yet.
     *
     * @param mainClass the class that every component's command line goes to
     * @param environment what the components' environment holds, besides the few variables that any Java process needs
     */
    public ProcessManagerService(String mainClass, Map<String, String> environment, Listener listener) {
        this.mainClass = mainClass;
        this.environment = Map.copyOf(environment);
        this.listener = listener;
    }

    /**
     * Starts a component and waits until it is ready; from then on it is watched.
     *
     * @return false where it could not be brought up
     */
    public boolean start(ComponentSpec spec) throws InterruptedException {
        Component component = new Component(spec);
        synchronized (components) {
            components.add(component);
        }
        Thread watcher = new Thread(() -> watch(component), "watch-" + spec.name());
        watcher.setDaemon(true);
        watcher.start();
        return component.settled.await(
                        (READY_WITHIN.toMillis() + QUICK_DEATH.toMillis()) * START_ATTEMPTS, TimeUnit.MILLISECONDS)
                && component.state == ComponentState.RUNNING;
    }

    /** The state of a component; STOPPED where it was never started. */
    public ComponentState state(String name) {
        synchronized (components) {
            return components.stream()
                    .filter(component -> component.spec.name().equals(name))
                    .map(component -> component.state)
                    .findFirst()
                    .orElse(ComponentState.STOPPED);
        }
    }

    /** Lives as long as the component is to be kept alive: one round, one process. */
    private void watch(Component component) {
        int failedStarts = 0;
        int quickDeaths = 0;
        while (!stopping) {
            long started = System.nanoTime();
            boolean wasReady = false;
            int exitCode = -1;
            try {
                Process process = launch(component);
                wasReady = follow(component, process);
                exitCode = process.waitFor();
            } catch (IOException e) {
                if (!stopping) {
                    LOG.error("The component {} cannot be followed.", component.spec.name(), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (stopping) {
                return;
            }
            LOG.debug("The component {} has ended with code {}.", component.spec.name(), exitCode);
            failedStarts = wasReady ? 0 : failedStarts + 1;
            quickDeaths = wasReady && System.nanoTime() - started < QUICK_DEATH.toNanos() ? quickDeaths + 1 : 0;
            if (exitCode == WRONG_CONFIGURATION || failedStarts == START_ATTEMPTS) {
                change(component, ComponentState.ERROR, Duration.ZERO, "ended with code " + exitCode);
                listener.onGivenUp(component.spec.name(), exitCode == WRONG_CONFIGURATION ? WRONG_CONFIGURATION : 1);
                component.settled.countDown();
                return;
            }
            change(component, ComponentState.STOPPED, Duration.ZERO, "ended with code " + exitCode);
            // What was ready comes back at once, but what dies again and again must not keep the machine busy.
            int trouble = Math.min(Math.max(failedStarts, quickDeaths - 1), START_ATTEMPTS);
            if (trouble > 0 && !pause(FIRST_PAUSE_MILLIS << (trouble - 1))) {
                return;
            }
        }
    }

    private Process launch(Component component) throws IOException {
        change(component, ComponentState.STARTING, Duration.ZERO, "");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(component.spec.jvmOptions());
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(mainClass);
        command.addAll(component.spec.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> inherited = builder.environment();
        inherited.keySet().retainAll(INHERITED);
        inherited.putAll(environment);
        Process process = builder.start();
        component.process = process;
        if (stopping) {
            process.destroy();
        }
        return process;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Reads what the process tells until it ends; true where it became ready. */
    private boolean follow(Component component, Process process) throws IOException {
        long started = System.nanoTime();
        boolean ready = false;
        Future<?> watchdog = watchdogs.schedule(
                () -> giveUpWaiting(component, process), READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ControlLine told = ControlLine.parse(line).orElse(null);
                if (told == null) {
                    LOG.info("{}: {}", component.spec.name(), line);
                    continue;
                }
                if (told.kind() == ControlLine.Kind.READY) {
                    ready = true;
                    watchdog.cancel(false);
                    change(
                            component,
                            ComponentState.RUNNING,
                            Duration.ofNanos(System.nanoTime() - started),
                            told.text());
                    component.settled.countDown();
                } else {
                    listener.onLine(component.spec.name(), told);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            watchdog.cancel(false);
        }
        return ready;
    }

    private static void giveUpWaiting(Component component, Process process) {
        LOG.warn(
                "The component {} was not ready within {} s and is ended.",
                component.spec.name(),
                READY_WITHIN.toSeconds());
        process.destroyForcibly();
    }

    private void change(Component component, ComponentState state, Duration took, String detail) {
        component.state = state;
        listener.onState(component.spec.name(), state, took, detail);
    }

    private boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return !stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops all components, the last started first: asks, waits, and ends by force what does not listen. */
    @Override
    public void close() {
        stopping = true;
        List<Component> inReverse;
        synchronized (components) {
            inReverse = new ArrayList<>(components);
        }
        Collections.reverse(inReverse);
        inReverse.forEach(this::stop);
        watchdogs.shutdownNow();
    }

    private void stop(Component component) {
        Process process = component.process;
        component.settled.countDown();
        if (process == null || !process.isAlive()) {
            component.state = ComponentState.STOPPED;
            return;
        }
        long started = System.nanoTime();
        change(component, ComponentState.STOPPING, Duration.ZERO, "");
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The component {} did not stop when asked to and was ended.", component.spec.name());
                process.destroyForcibly().waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        change(component, ComponentState.STOPPED, Duration.ofNanos(System.nanoTime() - started), "");
    }
}
