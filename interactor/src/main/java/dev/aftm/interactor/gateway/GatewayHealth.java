package dev.aftm.interactor.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the gateway is.
 *
 * @param status in one word
 * @param exchangeConnected whether there is a session with the exchange
 * @param timestamp when this was true
 * @param serverRunning whether requests are being served
 * @param uptime since the gateway started
 * @param exchangeState the session's state in words, e.g. {@code LOGGED_IN}
 * @param queueDepth orders waiting for the exchange
 * @param unknownOrders orders of which nobody knows whether they are in the market
 * @param ordersWithoutId how many orders came without a request id, for which exactly-once is not promised
 * @param reasons why the status is not healthy, a sentence each; empty where it is
 * @param operations how long each operation took lately
 * @param version of the gateway
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

    /** The gateway's state in one word. */
    public enum Status {
        /** All is well. */
        HEALTHY,
        /** It works, but not all of it, or not for sure; the reasons say what. */
        DEGRADED,
        /** It takes no orders until a person has helped; the reasons say why. */
        UNHEALTHY
    }

    /**
     * One operation's recent latency, from receipt to reply.
     *
     * @param operation its name
     * @param count how often it was asked for since the start
     * @param errors how often it failed since the start
     * @param p50Micros half of the last requests took no longer, in microseconds
     * @param p95Micros 95 % of them
     * @param p99Micros 99 % of them
     */
    public record OperationLatency(
            String operation, long count, long errors, long p50Micros, long p95Micros, long p99Micros) {}
}
