package dev.aftm.app.gateway;

import dev.aftm.app.process.DaemonScheduler;
import dev.aftm.interactor.risk.KillSwitchControl;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread beside the kill switch: it looks every few milliseconds whether a person has engaged it by making its file, and
 * writes that file where somebody else has, so that nobody who has orders to refuse waits for a disk.
 */
final class KillSwitchFilePoller implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KillSwitchFilePoller.class);
    private static final long PERIOD_MILLIS = 5;

    private final ScheduledExecutorService timer = DaemonScheduler.named("kill-switch-watch");

    /** Begins to look. */
    void start(KillSwitchControl killSwitch) {
        var unused = timer.scheduleWithFixedDelay(
                () -> poll(killSwitch), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One look that fails must not be the last. */
    private static void poll(KillSwitchControl killSwitch) {
        try {
            killSwitch.poll();
        } catch (RuntimeException e) {
            LOG.warn("The kill switch's file could not be looked at.", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        timer.execute(task);
    }

    /** What is being written is written to its end. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
