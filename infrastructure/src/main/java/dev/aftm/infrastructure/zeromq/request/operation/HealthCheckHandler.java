package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.intake.GatewayService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** {@code health_check}: the gateway's health, with the reasons if it is not healthy, and its latencies. */
public final class HealthCheckHandler implements OperationHandler {

    public static final String OPERATION = "health_check";

    private final GatewayService service;

    public HealthCheckHandler(GatewayService service) {
        this.service = service;
    }

    public record Data(
            String status,
            boolean exchangeConnected,
            long timestamp,
            boolean serverRunning,
            long uptimeSeconds,
            String exchangeState,
            int queueDepth,
            long unknownOrders,
            long ordersWithoutId,
            List<String> reasons,
            Map<String, Latency> operations,
            String version) {

        public Data {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(exchangeState, "exchange_state");
            Objects.requireNonNull(reasons, "reasons");
            Objects.requireNonNull(operations, "operations");
            Objects.requireNonNull(version, "version");
        }

        static Data of(GatewayHealth health) {
            Map<String, Latency> operations = new TreeMap<>();
            health.operations().forEach(latency -> operations.put(latency.operation(), Latency.of(latency)));
            return new Data(
                    health.status().name().toLowerCase(Locale.ROOT),
                    health.exchangeConnected(),
                    health.timestamp().getEpochSecond(),
                    health.serverRunning(),
                    health.uptime().toSeconds(),
                    health.exchangeState(),
                    health.queueDepth(),
                    health.unknownOrders(),
                    health.ordersWithoutId(),
                    health.reasons(),
                    operations,
                    health.version());
        }

        public GatewayHealth health() {
            return new GatewayHealth(
                    GatewayHealth.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                    exchangeConnected,
                    Instant.ofEpochSecond(timestamp),
                    serverRunning,
                    Duration.ofSeconds(uptimeSeconds),
                    exchangeState,
                    queueDepth,
                    unknownOrders,
                    ordersWithoutId,
                    reasons,
                    operations.entrySet().stream()
                            .map(entry -> entry.getValue().latency(entry.getKey()))
                            .toList(),
                    version);
        }
    }

    /** Counts and latencies of one operation; times in microseconds. */
    record Latency(long count, long errors, double errorRate, long p50Us, long p95Us, long p99Us) {

        static Latency of(GatewayHealth.OperationLatency latency) {
            double rate = latency.count() == 0 ? 0 : (double) latency.errors() / latency.count();
            return new Latency(
                    latency.count(),
                    latency.errors(),
                    rate,
                    latency.p50Micros(),
                    latency.p95Micros(),
                    latency.p99Micros());
        }

        GatewayHealth.OperationLatency latency(String operation) {
            return new GatewayHealth.OperationLatency(operation, count, errors, p50Us, p95Us, p99Us);
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) {
        reply.accept(WireReply.done(Data.of(service.health())));
    }
}
