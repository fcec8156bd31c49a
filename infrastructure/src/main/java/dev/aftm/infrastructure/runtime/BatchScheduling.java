package dev.aftm.infrastructure.runtime;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches this process to Linux's batch scheduling policy: a thread that wakes up waits for a free processor instead of
 * preempting the thread that woke it. JeroMQ's Signaler writes its wake-up byte before it counts it. If the waking thread is
 * preempted between the two, the woken thread spins until the waking thread runs again, often a full time slice (some
 * milliseconds). The measurements are in docs/performance.md.
 */
public final class BatchScheduling {

    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduling.class);

    private BatchScheduling() {}

    /**
     * Requests batch scheduling for all threads of this process and for those they start. Returns at once. On a system without
     * the {@code chrt} command nothing changes.
     *
     * @return completes with whether the request succeeded
     */
    public static CompletableFuture<Boolean> begin() {
        String process = Long.toString(ProcessHandle.current().pid());
        try {
            return new ProcessBuilder("chrt", "--batch", "--all-tasks", "--pid", "0", process)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .thenApply(ended -> ended.exitValue() == 0);
        } catch (IOException e) {
            LOG.debug("The chrt command is not available, so threads are scheduled as usual.", e);
            return CompletableFuture.completedFuture(false);
        }
    }
}
