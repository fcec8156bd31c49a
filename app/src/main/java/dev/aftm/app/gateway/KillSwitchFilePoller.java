package dev.aftm.app.gateway;

import dev.aftm.app.process.DaemonScheduler;
import dev.aftm.interactor.risk.KillSwitchControl;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code kill-switch-file}. It polls every 5 ms for the kill switch's file, with which a person engages it, and writes
 * that file if the switch is engaged otherwise, so that no other thread waits for the disk. Every second it writes a file that
 * could not be written.
 */
final class KillSwitchFilePoller implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KillSwitchFilePoller.class);
    private static final long PERIOD_MILLIS = 5;
    private static final long STORE_AGAIN_MILLIS = 1_000;

    private final ScheduledExecutorService timer = DaemonScheduler.named("kill-switch-file");

    /** Starts to poll. */
    void start(KillSwitchControl killSwitch) {
        var unused = timer.scheduleWithFixedDelay(
                () -> guarded(killSwitch::poll), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        var unusedAgain = timer.scheduleWithFixedDelay(
                () -> guarded(killSwitch::storeAgain), STORE_AGAIN_MILLIS, STORE_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** An exception would end the polling. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("The kill switch's file could not be read or written.", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        timer.execute(task);
    }

    /** Stops polling; a write that has begun is finished. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
