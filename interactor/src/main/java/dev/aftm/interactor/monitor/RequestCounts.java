package dev.aftm.interactor.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what alerts are about. Safe for all threads. */
public final class RequestCounts implements GatewayMetrics {

    /** What new orders and changes of orders may take. */
    static final Duration SLOW = Duration.ofMillis(100);

    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final LongAdder orders = new LongAdder();
    private final LongAdder failedOrders = new LongAdder();
    private final LongAdder ticks = new LongAdder();

    private static final class Operation {
        private final LongAdder requests = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private final LongAdder slow = new LongAdder();
    }

    /**
     * The counts of one moment, since the start.
     *
     * @param operations by name
     * @param orders new orders that were for the exchange to judge, or would have been
     * @param failedOrders those of them that it did not take, that could not be sent, or of which nobody knows
     * @param ticks ticks published
     */
    public record Counts(Map<String, OfOperation> operations, long orders, long failedOrders, long ticks) {

        public Counts {
            operations = Map.copyOf(operations);
        }
    }

    /**
     * Of one operation.
     *
     * @param requests answered
     * @param errors of them failed, and not by the caller's own fault
     * @param slow of them took longer than {@link #SLOW}
     */
    public record OfOperation(long requests, long errors, long slow) {

        static final OfOperation NONE = new OfOperation(0, 0, 0);

        OfOperation since(OfOperation earlier) {
            return new OfOperation(requests - earlier.requests, errors - earlier.errors, slow - earlier.slow);
        }
    }

    @Override
    public void answered(String operation, long nanos, @Nullable ErrorCode error) {
        Operation counted = operations.computeIfAbsent(operation, unused -> new Operation());
        counted.requests.increment();
        if (nanos > SLOW.toNanos()) {
            counted.slow.increment();
        }
        if (error != null && ErrorCategory.of(error).isOurs()) {
            counted.errors.increment();
        }
    }

    @Override
    public void order(OrderFate fate) {
        if (fate != OrderFate.DENIED) {
            orders.increment();
        }
        if (fate.isFailure()) {
            failedOrders.increment();
        }
    }

    @Override
    public void tick() {
        ticks.increment();
    }

    /** The counts now. */
    public Counts read() {
        Map<String, OfOperation> read = new TreeMap<>();
        operations.forEach((name, counted) ->
                read.put(name, new OfOperation(counted.requests.sum(), counted.errors.sum(), counted.slow.sum())));
        return new Counts(Map.copyOf(read), orders.sum(), failedOrders.sum(), ticks.sum());
    }
}
