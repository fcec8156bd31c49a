package dev.aftm.infrastructure.runtime;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Linux schedule this process as it does batch work: a thread that wakes waits for a free processor instead of pushing aside
 * the one that woke it. The sockets' library wakes another thread before it has told it why (its Signaler writes a byte, and
 * only then counts it); a waker that is pushed aside at that moment is waited for by a thread that spins, often for as long as
 * the system lets a thread run, some milliseconds. docs/performance.md has the figures.
 */
public final class BatchScheduling {

    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduling.class);

    private BatchScheduling() {}

    /**
     * Asks for it, for all threads that there are and those that they start. Does not wait; where the system knows no
     * such thing, nothing changes.
     *
     * @return whether it is so, once that is known
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
            LOG.debug("There is no chrt here, so threads are scheduled as usual.", e);
            return CompletableFuture.completedFuture(false);
        }
    }
}
