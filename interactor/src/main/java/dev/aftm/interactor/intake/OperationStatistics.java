package dev.aftm.interactor.intake;

import dev.aftm.interactor.gateway.GatewayHealth.OperationLatency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests and failures of each operation, and the latency of the last requests. Used by one thread. */
public final class OperationStatistics {

    private final Map<String, Recent> operations = new TreeMap<>();

    private static final class Recent {
        private final LatencyWindow window = new LatencyWindow();
        private long errors;
    }

    /**
     * Counts one finished operation.
     *
     * @param operation a name from a fixed set, so that the number of names stays bounded
     */
    public void record(String operation, long nanos, boolean failed) {
        Recent recent = operations.computeIfAbsent(operation, unused -> new Recent());
        recent.window.record(nanos);
        if (failed) {
            recent.errors++;
        }
    }

    /** Returns the figures of all operations, sorted by name. */
    public List<OperationLatency> latencies() {
        return operations.entrySet().stream()
                .map(entry -> latency(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static OperationLatency latency(String operation, Recent recent) {
        LatencyWindow.Percentiles last = recent.window.percentiles();
        return new OperationLatency(
                operation, recent.window.count(), recent.errors, last.p50(), last.p95(), last.p99());
    }
}
