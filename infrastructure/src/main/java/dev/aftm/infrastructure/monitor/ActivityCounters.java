package dev.aftm.infrastructure.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts requests, orders and ticks for the alerts. Safe for all threads. */
public final class ActivityCounters implements GatewayMetrics {

    /** Requests that take longer than this are slow. */
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
     * The counts since the start, at one moment.
     *
     * @param operations counts by name of the operation
     * @param orders new orders, without those that the gateway denied
     * @param failedOrders new orders that the exchange rejected, that could not be sent, or that are in an unknown state
     * @param ticks ticks published
     */
    public record Counts(Map<String, OfOperation> operations, long orders, long failedOrders, long ticks) {

        public Counts {
            operations = Map.copyOf(operations);
        }
    }

    /**
     * The counts of one operation.
     *
     * @param requests answered requests
     * @param errors failed requests, without those denied or invalid
     * @param slow requests that took longer than {@link #SLOW}
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

    /** The current counts. */
    public Counts read() {
        Map<String, OfOperation> read = new TreeMap<>();
        operations.forEach((name, counted) ->
                read.put(name, new OfOperation(counted.requests.sum(), counted.errors.sum(), counted.slow.sum())));
        return new Counts(Map.copyOf(read), orders.sum(), failedOrders.sum(), ticks.sum());
    }
}
