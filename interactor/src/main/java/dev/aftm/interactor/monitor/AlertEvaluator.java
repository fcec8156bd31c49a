package dev.aftm.interactor.monitor;

import dev.aftm.interactor.monitor.RequestCounts.Counts;
import dev.aftm.interactor.monitor.RequestCounts.OfOperation;
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
 * Looks every second whether something is wrong that a person has to know; the same rules are shipped for Prometheus, in
 * {@code packaging/prometheus/alerts.yaml}. Used by one thread.
 */
public final class AlertEvaluator {

    static final Duration LATENCY_WINDOW = Duration.ofMinutes(1);
    static final Duration ERROR_WINDOW = Duration.ofMinutes(5);

    private static final int SLOW_PERCENT = 5;
    private static final int ERROR_PERCENT = 5;
    private static final int FAILED_ORDERS_PERCENT = 1;

    /** One slow order, e.g. the first of a new process, is no pattern; one that failed is looked at. */
    private static final int LEAST = 3;

    private static final Set<String> ORDER_OPERATIONS = Set.of("send_order", "cancel_order", "replace_order", "batch");

    private final Clock clock;
    private final RequestCounts counts;
    private final Supplier<Standing> standing;
    private final Duration tickSilence;
    private final ActiveAlerts alerts;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long lastTicks = -1;
    private long lastTickNanos;
    private volatile Duration silence = Duration.ZERO;

    /**
     * How the gateway stands.
     *
     * @param unknownOrders orders of which nobody knows whether they are in the market
     * @param differences where positions do not follow from our fills, a sentence each
     * @param areTicksExpected whether the market trades and its trades are followed
     */
    public record Standing(long unknownOrders, List<String> differences, boolean areTicksExpected) {

        public Standing {
            differences = List.copyOf(differences);
        }
    }

    private record Sample(long nanos, Counts counts) {}

    /** @param tickSilence how long no tick may come while ticks are expected */
    public AlertEvaluator(
            Clock clock, RequestCounts counts, Supplier<Standing> standing, Duration tickSilence, ActiveAlerts alerts) {
        this.clock = clock;
        this.counts = counts;
        this.standing = standing;
        this.tickSilence = tickSilence;
        this.alerts = alerts;
        samples.add(new Sample(clock.nanoTime(), counts.read()));
    }

    /** Looks; to be called about every second. */
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

    /** How long no tick has come while ticks were expected; any thread. */
    public Duration silence() {
        return silence;
    }

    /** How long no tick may come while ticks are expected. */
    public Duration longestSilence() {
        return tickSilence;
    }

    /** What is wrong now. */
    public List<Alert> firing() {
        return alerts.firing();
    }

    private Sample second() {
        var samplesInOrder = samples.iterator();
        samplesInOrder.next();
        return samplesInOrder.next();
    }

    /** The newest counts that are as old as a window, or the oldest that there are. */
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
                ? "Of the last minute's " + requests + " orders and changes " + slow + " took longer than "
                        + RequestCounts.SLOW.toMillis() + " ms."
                : null;
    }

    private @Nullable String errorRate(Counts latest, long now) {
        Counts earlier = before(ERROR_WINDOW, now);
        StringJoiner failing = new StringJoiner("; ", "Within 5 minutes have failed: ", ".").setEmptyValue("");
        for (String operation : new TreeSet<>(latest.operations().keySet())) {
            OfOperation since = since(latest, earlier, operation);
            if (since.errors() >= LEAST && isMoreThan(ERROR_PERCENT, since.errors(), since.requests())) {
                failing.add(since.errors() + " of " + since.requests() + " requests for " + operation);
            }
        }
        return failing.length() == 0 ? null : failing.toString();
    }

    private @Nullable String failedOrders(Counts latest, long now) {
        Counts earlier = before(ERROR_WINDOW, now);
        long orders = latest.orders() - earlier.orders();
        long failed = latest.failedOrders() - earlier.failedOrders();
        return isMoreThan(FAILED_ORDERS_PERCENT, failed, orders)
                ? "Of " + orders + " orders within 5 minutes " + failed
                        + " were not taken, could not be sent, or nobody knows."
                : null;
    }

    private static @Nullable String unknownOrders(long unknown) {
        if (unknown == 0) {
            return null;
        }
        return (unknown == 1 ? "Of one order nobody knows" : "Of " + unknown + " orders nobody knows")
                + " whether it is in the market.";
    }

    private @Nullable String tickSilence(long ticks, boolean areExpected, long now) {
        if (ticks != lastTicks || !areExpected) {
            lastTicks = ticks;
            lastTickNanos = now;
        }
        Duration current = Duration.ofNanos(now - lastTickNanos);
        silence = current;
        return current.compareTo(tickSilence) > 0
                ? "The market trades, and no tick has come for " + current.toSeconds() + " s."
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
