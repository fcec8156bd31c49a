package dev.aftm.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Sends the next order when an earlier one is answered, with a fixed number in flight. */
final class ClosedLoop {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Orders orders;

    ClosedLoop(Orders orders) {
        this.orders = orders;
    }

    /** Sends market orders over a peer's connection; returns their latencies in nanoseconds. */
    Histogram run(Peer peer, int calls, int outstanding) {
        return run(peer, calls, outstanding, orders::next);
    }

    /** Sends the supplied requests; returns their latencies in nanoseconds. */
    Histogram run(Peer peer, int calls, int outstanding, Supplier<byte[]> request) {
        Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
        long[] sentAt = new long[calls];
        long base = orders.sent();
        int sent = 0;
        for (int received = 0; received < calls; received++) {
            while (sent < calls && sent - received < outstanding) {
                byte[] next = request.get();
                sentAt[sent] = System.nanoTime();
                peer.connection().send(base + sent, next);
                sent++;
            }
            long answered = peer.connection().receive(PATIENCE_MILLIS);
            if (answered < base) {
                throw silent(peer);
            }
            histogram.recordValue(System.nanoTime() - sentAt[(int) (answered - base)]);
        }
        return histogram;
    }

    static IllegalStateException silent(Peer peer) {
        return new IllegalStateException(peer.name() + " did not answer.");
    }
}
