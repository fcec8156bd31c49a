package dev.aftm.app.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Creates single-threaded schedulers on daemon threads, which do not keep a process from ending. */
public final class DaemonScheduler {

    private DaemonScheduler() {}

    public static ScheduledExecutorService named(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
