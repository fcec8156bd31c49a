package dev.aftm.infrastructure.metrics;

import dev.aftm.infrastructure.monitor.ErrorCategory;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.intake.LatencyWindow;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's metrics for Prometheus. Labels come only from enumerations and from the fixed set of operations, so that no
 * client can increase their number. For any thread.
 */
public final class PrometheusMetrics implements GatewayMetrics, AutoCloseable {

    /** From 20 µs to 10 s, each about 1.5 times the one before. The alert rules need the bucket of 100 ms. */
    private static final Duration[] BUCKETS = micros(
            20,
            30,
            50,
            75,
            100,
            150,
            200,
            300,
            500,
            750,
            1_000,
            1_500,
            2_000,
            3_000,
            5_000,
            7_500,
            10_000,
            15_000,
            20_000,
            30_000,
            50_000,
            75_000,
            100_000,
            150_000,
            200_000,
            300_000,
            500_000,
            750_000,
            1_000_000,
            1_500_000,
            2_000_000,
            3_000_000,
            5_000_000,
            10_000_000);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final Map<String, Map<ErrorCode, Counter>> errors = new ConcurrentHashMap<>();
    private final Map<Stage, Latency> stages = new EnumMap<>(Stage.class);
    private final Map<OrderFate, Counter> fates = new EnumMap<>(OrderFate.class);
    private final Latency commits;
    private final LongAdder ticks = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** A histogram, and the percentiles of the most recent measurements. */
    private record Latency(Timer timer, LatencyWindow window) {

        void record(long nanos) {
            timer.record(Duration.ofNanos(nanos));
            window.record(nanos);
        }
    }

    /** The metrics of one operation; {@code failures} excludes errors caused by the caller. */
    private record Operation(Latency latency, Counter failures) {}

    public PrometheusMetrics() {
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    latency(
                            "aftm.order.stage",
                            "Time that orders spend in each stage.",
                            Tags.of("stage", stage.name().toLowerCase(Locale.ROOT))));
        }
        for (OrderFate fate : OrderFate.values()) {
            fates.put(
                    fate,
                    Counter.builder("aftm.orders")
                            .description("New orders by the outcome reported to the sender.")
                            .tag("fate", fate.code())
                            .register(registry));
        }
        commits = latency("aftm.journal.commit", "Duration of commits to the journal.", Tags.empty());
        counter("aftm.ticks.published", "Ticks published.", Map.of(), ticks, LongAdder::sum);
        String traffic = "Bytes of requests and ticks, received and sent.";
        counter("aftm.network.bytes", traffic, Map.of("direction", "received"), received, LongAdder::sum);
        counter("aftm.network.bytes", traffic, Map.of("direction", "sent"), sent, LongAdder::sum);
        Tags gateway = Tags.of("process", "gateway");
        new JvmMemoryMetrics(gateway).bindTo(registry);
        new JvmThreadMetrics(gateway).bindTo(registry);
        new ProcessorMetrics(gateway).bindTo(registry);
        collections.bindTo(registry);
    }

    private static Duration[] micros(long... micros) {
        Duration[] durations = new Duration[micros.length];
        for (int i = 0; i < micros.length; i++) {
            durations[i] = Duration.ofNanos(micros[i] * 1000);
        }
        return durations;
    }

    private static Tags tags(Map<String, String> labels) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        return tags;
    }

    private Latency latency(String name, String description, Tags tags) {
        Timer timer = Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        LatencyWindow window = new LatencyWindow();
        quantile(name, tags, "0.5", window, last -> last.p50());
        quantile(name, tags, "0.95", window, last -> last.p95());
        quantile(name, tags, "0.99", window, last -> last.p99());
        return new Latency(timer, window);
    }

    private void quantile(
            String name,
            Tags tags,
            String quantile,
            LatencyWindow window,
            ToDoubleFunction<LatencyWindow.Percentiles> value) {
        Gauge.builder(name + ".recent", window, of -> value.applyAsDouble(of.percentiles()) / 1e6)
                .description("Percentiles of the last 1,024 measurements.")
                .baseUnit("seconds")
                .tags(tags.and("quantile", quantile))
                .register(registry);
    }

    /** Registers a counter whose value is read at each scrape; it must never decrease. */
    public <T> void counter(
            String name, String description, Map<String, String> labels, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value)
                .description(description)
                .tags(tags(labels))
                .register(registry);
    }

    /** Registers a gauge whose value is read at each scrape; NaN means unknown. */
    public <T> void gauge(
            String name, String description, Map<String, String> labels, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .strongReference(true)
                .description(description)
                .tags(tags(labels))
                .register(registry);
    }

    /**
     * Registers operations before their first request. Otherwise a counter would first appear with the value 1, which Prometheus
     * does not see as an increase.
     */
    public void expect(Collection<String> names) {
        names.forEach(this::operation);
    }

    private Operation operation(String operation) {
        return operations.computeIfAbsent(
                operation,
                name -> new Operation(
                        latency(
                                "aftm.request",
                                "Duration of requests, from receipt to reply.",
                                Tags.of("operation", name)),
                        Counter.builder("aftm.request.failures")
                                .description("Requests that failed, except for errors of the caller.")
                                .tag("operation", name)
                                .register(registry)));
    }

    @Override
    public void answered(String operation, long nanos, @Nullable ErrorCode error) {
        Operation known = operation(operation);
        known.latency().record(nanos);
        if (error != null) {
            if (ErrorCategory.of(error).isOurs()) {
                known.failures().increment();
            }
            errors.computeIfAbsent(operation, unused -> new ConcurrentHashMap<>())
                    .computeIfAbsent(
                            error,
                            code -> Counter.builder("aftm.request.errors")
                                    .description("Requests that were rejected or failed, by error code and by cause.")
                                    .tag("operation", operation)
                                    .tag("code", code.name())
                                    .tag("trouble", ErrorCategory.of(code).label())
                                    .register(registry))
                    .increment();
        }
    }

    @Override
    public void stage(Stage stage, long nanos) {
        Latency latency = stages.get(stage);
        if (latency != null) {
            latency.record(nanos);
        }
    }

    @Override
    public void committed(long nanos) {
        commits.record(nanos);
    }

    @Override
    public void order(OrderFate fate) {
        Counter counter = fates.get(fate);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void tick() {
        ticks.increment();
    }

    @Override
    public void traffic(long bytesReceived, long bytesSent) {
        received.add(bytesReceived);
        sent.add(bytesSent);
    }

    /** All metrics in Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
