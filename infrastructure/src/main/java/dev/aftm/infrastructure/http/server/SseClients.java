package dev.aftm.infrastructure.http.server;

import com.sun.net.httpserver.HttpExchange;
import dev.aftm.infrastructure.http.page.StatusPoller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The clients of the server-sent event stream, each on its own thread. A client is always sent the newest view; a slow client
 * skips the views in between. A client that accepts no data for ten seconds is disconnected.
 */
final class SseClients implements AutoCloseable {

    static final int MOST = 64;

    private static final long LOOK_MILLIS = 100;
    private static final long HISTORY_MILLIS = 2_000;
    private static final long ALIVE_MILLIS = 5_000;
    private static final Duration STALLED = Duration.ofSeconds(10);

    private final Supplier<StatusPoller.Shown> newest;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sse-clients");
        thread.setDaemon(true);
        return thread;
    });
    private final long stalledNanos;
    private volatile boolean isClosed;

    /** A connected client; {@code writingSince} is 0 while nothing is being written to it. */
    private static final class Viewer {
        private final Thread thread;
        private volatile long writingSince;

        private Viewer(Thread thread) {
            this.thread = thread;
        }

        /** Interrupts a blocked write; closing the exchange instead would wait for that write. */
        private void letGo() {
            thread.interrupt();
        }
    }

    SseClients(Supplier<StatusPoller.Shown> newest) {
        this(newest, STALLED);
    }

    /** @param stalled a client that accepts no data for this long is disconnected, up to a second later */
    SseClients(Supplier<StatusPoller.Shown> newest, Duration stalled) {
        this.newest = newest;
        this.stalledNanos = stalled.toNanos();
        var unused = watch.scheduleWithFixedDelay(this::letStalledGo, 1, 1, TimeUnit.SECONDS);
    }

    boolean isFull() {
        return viewers.size() >= MOST;
    }

    int count() {
        return viewers.size();
    }

    /** Sends views until the client disconnects; runs on the client's own thread. */
    void serve(HttpExchange exchange) throws IOException {
        Viewer viewer = new Viewer(Thread.currentThread());
        viewers.add(viewer);
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                show(viewer, out);
            }
        } catch (InterruptedException e) {
            // The client was disconnected here; the clean-up is the same as when it disconnects itself.
        } finally {
            viewers.remove(viewer);
            // The interrupt must not reach the thread's next request.
            var unused = Thread.interrupted();
            exchange.close();
        }
    }

    private void show(Viewer viewer, OutputStream out) throws IOException, InterruptedException {
        long shown = -1;
        long lastSent = 0;
        long lastHistory = -HISTORY_MILLIS;
        String historySent = "";
        while (!isClosed) {
            StatusPoller.Shown now = newest.get();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            if (now.number() != shown) {
                StringBuilder text = new StringBuilder();
                if (millis - lastHistory >= HISTORY_MILLIS && !now.history().equals(historySent)) {
                    event(text, "history", now.history());
                    historySent = now.history();
                    lastHistory = millis;
                }
                event(text, "picture", now.picture());
                write(viewer, out, text.toString());
                shown = now.number();
                lastSent = millis;
            } else if (millis - lastSent >= ALIVE_MILLIS) {
                write(viewer, out, ": alive\n\n");
                lastSent = millis;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static void event(StringBuilder text, String name, String data) {
        text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    }

    private static void write(Viewer viewer, OutputStream out, String text) throws IOException {
        viewer.writingSince = System.nanoTime();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        viewer.writingSince = 0;
    }

    private void letStalledGo() {
        long now = System.nanoTime();
        for (Viewer viewer : viewers) {
            long since = viewer.writingSince;
            if (since != 0 && now - since > stalledNanos) {
                viewer.letGo();
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        watch.shutdownNow();
        viewers.forEach(Viewer::letGo);
    }
}
