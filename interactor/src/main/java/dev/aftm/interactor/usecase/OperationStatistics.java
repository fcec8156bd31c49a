package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.GatewayHealth.OperationLatency;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each operation was asked for, how often it failed, and how long the last ones took. Used by one thread. */
public final class OperationStatistics {

    private static final int KEPT = 1024;

    private final Map<String, Recent> operations = new TreeMap<>();

    private static final class Recent {
        private final long[] micros = new long[KEPT];
        private long count;
        private long errors;
    }

    /**
     * Counts one finished operation.
     *
     * @param operation a name from a fixed set, so that the number of names stays bounded
     */
    public void record(String operation, long nanos, boolean failed) {
        Recent recent = operations.computeIfAbsent(operation, unused -> new Recent());
        recent.micros[(int) (recent.count % KEPT)] = nanos / 1000;
        recent.count++;
        if (failed) {
            recent.errors++;
        }
    }

    /** The figures of all operations, by name. */
    public List<OperationLatency> latencies() {
        return operations.entrySet().stream()
                .map(entry -> latency(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static OperationLatency latency(String operation, Recent recent) {
        long[] sorted = Arrays.copyOf(recent.micros, (int) Math.min(KEPT, recent.count));
        Arrays.sort(sorted);
        return new OperationLatency(
                operation,
                recent.count,
                recent.errors,
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99));
    }

    private static long percentile(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.max(0, rank - 1)];
    }
}
