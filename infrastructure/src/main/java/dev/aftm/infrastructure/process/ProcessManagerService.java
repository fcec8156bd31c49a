package dev.aftm.infrastructure.process;

import dev.aftm.interactor.port.clock.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the processes in order, restarts those that die, and stops them in reverse order. A process reports on its standard
 * output that it is ready, and sends heartbeats from then on. It stops by itself when its standard input ends, which happens
 * whenever this process ends.
 *
 * <p>A process that was ready and dies is restarted at once. A process that never became ready is tried a few times with growing
 * pauses, and then given up. After exit code 2 (wrong configuration) a process is not restarted.
 */
public final class ProcessManagerService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessManagerService.class);

    private static final int WRONG_CONFIGURATION = 2;
    private static final int START_ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LOOK_MILLIS = 250;
    /** A longer gap between two checks means that this process itself was suspended in between. */
    private static final long LONGEST_GAP_NANOS = Duration.ofSeconds(2).toNanos();

    private static final Duration QUICK_DEATH = Duration.ofSeconds(3);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final String mainClass;
    private final Clock clock;
    private final Duration heartbeatTimeout;
    private final Listener listener;
    private final List<Component> components = new ArrayList<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private long lastLookNanos = System.nanoTime();
    private volatile boolean stopping;

    /** Receives events of the processes, on threads of this service. */
    public interface Listener {

        /**
         * A process has changed its state.
         *
         * @param took how long the transition took; zero where that is not measured
         */
        void onState(ProcessStatus component, Duration took);

        /** A process has sent a message. */
        void onLine(String component, SupervisorMessage message);

        /** A process cannot be started; the system must stop with this exit code. */
        void onGivenUp(String component, int exitCode);
    }

    private static final class Component {
        private final ProcessSpec spec;
        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile ProcessStatus status;
        private volatile @Nullable ChildProcess process;

        private Component(ProcessSpec spec, Instant now) {
            this.spec = spec;
            this.status = new ProcessStatus(spec.name(), ProcessState.STOPPED, 0, now, 0, "");
        }
    }

    /**
     * Creates the service without starting any process.
     *
     * @param mainClass the main class of every process
     * @param heartbeatTimeout how long a process that was ready may be silent before it counts as dead
     */
    public ProcessManagerService(String mainClass, Clock clock, Duration heartbeatTimeout, Listener listener) {
        this.mainClass = mainClass;
        this.clock = clock;
        this.heartbeatTimeout = heartbeatTimeout;
        this.listener = listener;
        var unused = watchdog.scheduleAtFixedRate(this::checkLives, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a process and waits until it is ready, has been given up, or this service is closed. It is supervised from then on.
     *
     * @return false if it could not be started
     */
    public boolean start(ProcessSpec spec) throws InterruptedException {
        Component component = new Component(spec, clock.now());
        synchronized (components) {
            components.add(component);
        }
        Thread watcher = new Thread(() -> watch(component), "watch-" + spec.name());
        watcher.setDaemon(true);
        watcher.start();
        component.settled.await();
        return component.status.state() == ProcessState.RUNNING;
    }

    /** The status of all processes, in the order of their start. */
    public List<ProcessStatus> components() {
        synchronized (components) {
            return components.stream().map(component -> component.status).toList();
        }
    }

    private void checkLives() {
        long now = System.nanoTime();
        boolean wasPaused = now - lastLookNanos > LONGEST_GAP_NANOS;
        lastLookNanos = now;
        synchronized (components) {
            for (Component component : components) {
                ChildProcess process = component.process;
                if (process != null && wasPaused) {
                    // This process was suspended, so heartbeats sent in the meantime are still unread.
                    process.forgive();
                } else if (process != null && !stopping) {
                    process.checkLife(heartbeatTimeout);
                }
            }
        }
    }

    /** Runs on a thread per supervised process; each iteration launches the process once. */
    private void watch(Component component) {
        int failedStarts = 0;
        int quickDeaths = 0;
        for (int starts = 0; !stopping; starts++) {
            String ending;
            int exitCode = -1;
            boolean wasReady = false;
            boolean wasQuick = true;
            try {
                change(component, ProcessState.STARTING, 0, starts, Duration.ZERO, "");
                ChildProcess process = ChildProcess.launch(component.spec, mainClass, starts > 0);
                component.process = process;
                if (stopping) {
                    process.stop(STOP_WITHIN);
                }
                process.follow(message -> take(component, process, message));
                exitCode = process.waitFor();
                ending = process.ending(exitCode);
                wasReady = component.status.state() == ProcessState.RUNNING;
                wasQuick = process.age().compareTo(QUICK_DEATH) < 0;
            } catch (IOException e) {
                if (stopping) {
                    return;
                }
                ending = "it cannot be started, or its output cannot be read";
                LOG.error("The process {} cannot be started, or its output cannot be read.", component.spec.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (stopping) {
                return;
            }
            failedStarts = wasReady ? 0 : failedStarts + 1;
            quickDeaths = wasReady && wasQuick ? quickDeaths + 1 : 0;
            if (exitCode == WRONG_CONFIGURATION || failedStarts == START_ATTEMPTS) {
                giveUp(component, exitCode, ending, failedStarts);
                return;
            }
            change(component, ProcessState.STOPPED, 0, starts, Duration.ZERO, ending);
            // A process that was ready restarts at once, but one that keeps dying must not keep the machine busy.
            int trouble = Math.min(Math.max(failedStarts, quickDeaths - 1), START_ATTEMPTS);
            if (trouble > 0 && !pause(FIRST_PAUSE_MILLIS << (trouble - 1))) {
                return;
            }
        }
    }

    private void take(Component component, ChildProcess process, SupervisorMessage message) {
        switch (message.kind()) {
            case READY -> {
                ProcessStatus before = component.status;
                change(
                        component,
                        ProcessState.RUNNING,
                        process.pid(),
                        before.restarts(),
                        process.age(),
                        message.text());
                component.settled.countDown();
            }
            case BEAT -> {}
            case WAITING, SAY, ENDED -> listener.onLine(component.spec.name(), message);
        }
    }

    private void giveUp(Component component, int exitCode, String ending, int failedStarts) {
        boolean isWrong = exitCode == WRONG_CONFIGURATION;
        String detail = isWrong ? ending : ending + ", after " + failedStarts + " starts that never became ready";
        change(component, ProcessState.ERROR, 0, component.status.restarts(), Duration.ZERO, detail);
        listener.onGivenUp(component.spec.name(), isWrong ? WRONG_CONFIGURATION : 1);
        component.settled.countDown();
    }

    private void change(Component component, ProcessState state, long pid, int restarts, Duration took, String detail) {
        ProcessStatus status = new ProcessStatus(component.spec.name(), state, pid, clock.now(), restarts, detail);
        component.status = status;
        listener.onState(status, took);
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

    /** Stops all processes in reverse order: asks each to stop, waits, and kills it if it does not stop. */
    @Override
    public void close() {
        stopping = true;
        watchdog.shutdownNow();
        List<Component> inReverse;
        synchronized (components) {
            inReverse = new ArrayList<>(components);
        }
        Collections.reverse(inReverse);
        inReverse.forEach(this::stop);
    }

    private void stop(Component component) {
        ChildProcess process = component.process;
        component.settled.countDown();
        int restarts = component.status.restarts();
        if (process == null || !process.isAlive()) {
            return;
        }
        long started = System.nanoTime();
        change(component, ProcessState.STOPPING, process.pid(), restarts, Duration.ZERO, "");
        process.stop(STOP_WITHIN);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        change(component, ProcessState.STOPPED, 0, restarts, took, "");
    }
}
