package dev.aftm.interactor.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The health of the gateway.
 *
 * @param status the overall status
 * @param exchangeConnected whether the gateway is logged in to the exchange
 * @param timestamp when this was determined
 * @param serverRunning whether requests are being served
 * @param uptime time since the gateway started
 * @param exchangeState the session's state, e.g. {@code LOGGED_IN}
 * @param queueDepth requests waiting for the execution thread
 * @param unknownOrders orders in an unknown state
 * @param ordersWithoutId orders received without a request id, for which exactly-once is not guaranteed
 * @param reasons why the status is not healthy, one sentence each; empty if it is healthy
 * @param operations the recent latency of each operation
 * @param version the gateway's version
 */
public record GatewayHealth(
        Status status,
        boolean exchangeConnected,
        Instant timestamp,
        boolean serverRunning,
        Duration uptime,
        String exchangeState,
        int queueDepth,
        long unknownOrders,
        long ordersWithoutId,
        List<String> reasons,
        List<OperationLatency> operations,
        String version) {

    public GatewayHealth {
        reasons = List.copyOf(reasons);
        operations = List.copyOf(operations);
    }

    /** The overall status. */
    public enum Status {
        /** Everything works. */
        HEALTHY,
        /** Something does not work, or is not certain to work; the reasons say what. */
        DEGRADED,
        /** The gateway accepts no orders until a person acts; the reasons say why. */
        UNHEALTHY
    }

    /**
     * The recent latency of one operation, from receipt to reply.
     *
     * @param operation the operation's name
     * @param count requests since the start
     * @param errors failed requests since the start
     * @param p50Micros median latency of recent requests, in microseconds
     * @param p95Micros 95th percentile, in microseconds
     * @param p99Micros 99th percentile, in microseconds
     */
    public record OperationLatency(
            String operation, long count, long errors, long p50Micros, long p95Micros, long p99Micros) {}
}
