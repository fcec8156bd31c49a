package dev.aftm.interactor.intake;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** The latencies of the last 1,024 calls. Safe for all threads. */
public final class LatencyWindow {

    private static final int KEPT = 1024;

    private final AtomicIntegerArray micros = new AtomicIntegerArray(KEPT);
    private final AtomicLong count = new AtomicLong();

    /**
     * Percentiles of the last calls, in microseconds; 0 if there were none.
     *
     * @param p50 half of the calls took no longer
     * @param p95 95 % of the calls took no longer
     * @param p99 99 % of the calls took no longer
     */
    public record Percentiles(long p50, long p95, long p99) {}

    public void record(long nanos) {
        int place = (int) (count.getAndIncrement() % KEPT);
        micros.setPlain(place, (int) Math.min(Integer.MAX_VALUE, nanos / 1000));
    }

    /** The number of calls since the start. */
    public long count() {
        return count.get();
    }

    public Percentiles percentiles() {
        int[] sorted = new int[(int) Math.min(KEPT, count.get())];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = micros.get(i);
        }
        Arrays.sort(sorted);
        return new Percentiles(percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99));
    }

    private static long percentile(int[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }
}
