package dev.aftm.infrastructure.monitor;

import dev.aftm.infrastructure.monitor.ActivityCounters.Counts;
import dev.aftm.infrastructure.monitor.ActivityCounters.OfOperation;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the alert rules every second. The same rules are provided for Prometheus, in
 * {@code packaging/prometheus/alerts.yaml}. Used by one thread.
 */
public final class AlertEvaluator {

    static final Duration LATENCY_WINDOW = Duration.ofMinutes(1);
    static final Duration ERROR_WINDOW = Duration.ofMinutes(5);

    private static final int SLOW_PERCENT = 5;
    private static final int ERROR_PERCENT = 5;
    private static final int FAILED_ORDERS_PERCENT = 1;

    /** The least number of slow or failed requests for an alert: a single one, e.g. of a new process, is not a pattern. */
    private static final int LEAST = 3;

    private static final Set<String> ORDER_OPERATIONS = Set.of("send_order", "cancel_order", "replace_order", "batch");

    private final Clock clock;
    private final ActivityCounters counts;
    private final Supplier<Standing> standing;
    private final Duration tickSilence;
    private final ActiveAlerts alerts;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long lastTicks = -1;
    private long lastTickNanos;
    private volatile Duration silence = Duration.ZERO;

    /**
     * The state of the gateway that the rules need.
     *
     * @param unknownOrders orders in an unknown state
     * @param differences differences between the exchange's positions and our fills, one sentence each
     * @param areTicksExpected whether the market is open and an instrument is registered
     */
    public record Standing(long unknownOrders, List<String> differences, boolean areTicksExpected) {

        public Standing {
            differences = List.copyOf(differences);
        }
    }

    private record Sample(long nanos, Counts counts) {}

    /** @param tickSilence the longest time without ticks while ticks are expected */
    public AlertEvaluator(
            Clock clock,
            ActivityCounters counts,
            Supplier<Standing> standing,
            Duration tickSilence,
            ActiveAlerts alerts) {
        this.clock = clock;
        this.counts = counts;
        this.standing = standing;
        this.tickSilence = tickSilence;
        this.alerts = alerts;
        samples.add(new Sample(clock.nanoTime(), counts.read()));
    }

    /** Evaluates all rules; call it about once a second. */
    public void evaluate() {
        long now = clock.nanoTime();
        Counts latest = counts.read();
        samples.addLast(new Sample(now, latest));
        while (samples.size() > 2 && now - second().nanos() >= ERROR_WINDOW.toNanos()) {
            samples.removeFirst();
        }
        Standing stands = standing.get();
        alerts.judge(Alert.Kind.SLOW_ORDERS, slowOrders(latest, now));
        alerts.judge(Alert.Kind.ERROR_RATE, errorRate(latest, now));
        alerts.judge(Alert.Kind.FAILED_ORDERS, failedOrders(latest, now));
        alerts.judge(
                Alert.Kind.POSITION_MISMATCH,
                stands.differences().isEmpty() ? null : stands.differences().get(0));
        alerts.judge(Alert.Kind.UNKNOWN_ORDER, unknownOrders(stands.unknownOrders()));
        alerts.judge(Alert.Kind.TICK_SILENCE, tickSilence(latest.ticks(), stands.areTicksExpected(), now));
    }

    /** The time since the last tick while ticks are expected. Safe for all threads. */
    public Duration silence() {
        return silence;
    }

    /** The longest time without ticks while ticks are expected. */
    public Duration longestSilence() {
        return tickSilence;
    }

    /** The alerts that are firing now. */
    public List<Alert> firing() {
        return alerts.firing();
    }

    private Sample second() {
        var samplesInOrder = samples.iterator();
        samplesInOrder.next();
        return samplesInOrder.next();
    }

    /** The newest counts that are at least as old as the window, or else the oldest counts. */
    private Counts before(Duration window, long now) {
        Sample found = samples.getFirst();
        for (Sample sample : samples) {
            if (now - sample.nanos() < window.toNanos()) {
                break;
            }
            found = sample;
        }
        return found.counts();
    }

    private @Nullable String slowOrders(Counts latest, long now) {
        Counts earlier = before(LATENCY_WINDOW, now);
        long requests = 0;
        long slow = 0;
        for (String operation : ORDER_OPERATIONS) {
            OfOperation since = since(latest, earlier, operation);
            requests += since.requests();
            slow += since.slow();
        }
        return slow >= LEAST && isMoreThan(SLOW_PERCENT, slow, requests)
                ? slow + " of " + requests + " orders and changes in the last minute took longer than "
                        + ActivityCounters.SLOW.toMillis() + " ms."
                : null;
    }

    private @Nullable String errorRate(Counts latest, long now) {
        Counts earlier = before(ERROR_WINDOW, now);
        StringJoiner failing = new StringJoiner("; ", "Requests that failed within 5 minutes: ", ".").setEmptyValue("");
        for (String operation : new TreeSet<>(latest.operations().keySet())) {
            OfOperation since = since(latest, earlier, operation);
            if (since.errors() >= LEAST && isMoreThan(ERROR_PERCENT, since.errors(), since.requests())) {
                failing.add(since.errors() + " of " + since.requests() + " for " + operation);
            }
        }
        return failing.length() == 0 ? null : failing.toString();
    }

    private @Nullable String failedOrders(Counts latest, long now) {
        Counts earlier = before(ERROR_WINDOW, now);
        long orders = latest.orders() - earlier.orders();
        long failed = latest.failedOrders() - earlier.failedOrders();
        return isMoreThan(FAILED_ORDERS_PERCENT, failed, orders)
                ? failed + " of " + orders + " orders within 5 minutes were rejected by the exchange, could not be"
                        + " sent, or are in an unknown state."
                : null;
    }

    private static @Nullable String unknownOrders(long unknown) {
        if (unknown == 0) {
            return null;
        }
        return unknown == 1 ? "1 order is in an unknown state." : unknown + " orders are in an unknown state.";
    }

    private @Nullable String tickSilence(long ticks, boolean areExpected, long now) {
        if (ticks != lastTicks || !areExpected) {
            lastTicks = ticks;
            lastTickNanos = now;
        }
        Duration current = Duration.ofNanos(now - lastTickNanos);
        silence = current;
        return current.compareTo(tickSilence) > 0
                ? "The market is open, but no tick has arrived for " + current.toSeconds() + " s."
                : null;
    }

    private static OfOperation since(Counts latest, Counts earlier, String operation) {
        return latest.operations()
                .getOrDefault(operation, OfOperation.NONE)
                .since(earlier.operations().getOrDefault(operation, OfOperation.NONE));
    }

    private static boolean isMoreThan(int percent, long some, long all) {
        return some * 100 > all * percent;
    }
}
