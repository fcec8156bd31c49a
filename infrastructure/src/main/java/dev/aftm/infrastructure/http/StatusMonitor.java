package dev.aftm.infrastructure.http;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.monitor.AlertWatch;
import dev.aftm.interactor.monitor.ComponentView;
import dev.aftm.interactor.monitor.ReportBoard;
import dev.aftm.interactor.monitor.RequestCounts;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.ProcessReport;
import dev.aftm.interactor.usecase.AccountProfit;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.KillSwitchControl;
import dev.aftm.interactor.usecase.OrderBook;
import dev.aftm.interactor.usecase.SnapshotBoard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the system twice a second, as a client does through the gateway's own socket, and keeps the picture that viewers
 * are shown. One thread of its own does all of it; where the gateway does not answer, the picture grows old and says so.
 */
public final class StatusMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusMonitor.class);
    private static final long PERIOD_MILLIS = 500;
    private static final long ALERT_MILLIS = 1_000;
    private static final long ASKED_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final Duration SILENT_AFTER = Duration.ofSeconds(3);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_ORDERS_SHOWN = 50;

    private final Sources from;
    private final RiskLimitBook limits;
    private final Trades trades;
    private final Series profits = new Series(Series.Keep.LAST, Series.Keep.LAST);
    private final Series latencies = new Series(Series.Keep.HIGHEST, Series.Keep.HIGHEST, Series.Keep.HIGHEST);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "status-monitor");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledExecutorService alertTimer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "alert-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Object asking = new Object();
    private volatile Shown shown = Shown.NOTHING;
    private volatile long answeredNanos;
    private volatile long probeNanos = -1;
    private @Nullable GatewayHealth health;
    private @Nullable SessionInfo session;
    private List<PositionInfo> positions = List.of();
    private RequestCounts.Counts countsBefore;
    private long countsNanos;
    private @Nullable String followed;
    private @Nullable Health asked;
    private long askedNanos;

    /**
     * What it looks at.
     *
     * @param gateway through the socket; its calls end within about a second
     * @param limits looked up by this monitor alone
     * @param components the processes as the supervisor knows them; empty where there is none
     */
    public record Sources(
            Clock clock,
            DllGatewayServiceInterface gateway,
            OrderBook orders,
            FillBook fills,
            SnapshotBoard board,
            ReportBoard reports,
            PriceHistory prices,
            List<RiskLimitBook.Entry> limits,
            KillSwitchControl killSwitch,
            RequestCounts counts,
            AlertWatch alerts,
            Supplier<List<ComponentView>> components,
            String version) {}

    /**
     * What viewers are shown: two JSON documents.
     *
     * @param number another one each time
     */
    record Shown(long number, String picture, String history) {

        static final Shown NOTHING = new Shown(0, "{}", "{}");
    }

    public StatusMonitor(Sources from) {
        this.from = from;
        this.limits = new RiskLimitBook(from.limits());
        this.trades = new Trades(from.orders(), from.fills());
        this.countsBefore = from.counts().read();
        this.countsNanos = from.clock().nanoTime();
        this.answeredNanos = from.clock().nanoTime();
    }

    /** Begins to look. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        // On a thread of its own: a picture that cannot be drawn must not keep an alarm from ringing.
        var unusedToo = alertTimer.scheduleWithFixedDelay(
                this::lookForAlerts, ALERT_MILLIS, ALERT_MILLIS, TimeUnit.MILLISECONDS);
    }

    Shown shown() {
        return shown;
    }

    /** How long the last probe through the socket took, in nanoseconds; negative where none was answered lately. */
    public long probeNanos() {
        return from.clock().nanoTime() - answeredNanos > SILENT_AFTER.toNanos() ? -1 : probeNanos;
    }

    /** One look that fails must not be the last. */
    private void look() {
        try {
            probe();
            follow();
            show();
        } catch (RuntimeException e) {
            LOG.warn("The system could not be looked at.", e);
        }
    }

    private void lookForAlerts() {
        try {
            from.alerts().look();
        } catch (RuntimeException e) {
            LOG.warn("Alerts could not be looked for.", e);
        }
    }

    private void probe() {
        long began = from.clock().nanoTime();
        try {
            health = from.gateway().healthCheck();
            session = from.gateway().getSession();
            answeredNanos = from.clock().nanoTime();
            probeNanos = answeredNanos - began;
        } catch (DllGatewayException e) {
            probeNanos = -1;
        }
    }

    private void follow() {
        SessionInfo seen = session;
        if (probeNanos < 0 || seen == null || seen.account() == null) {
            return;
        }
        String account = seen.account().code();
        if (!account.equals(followed)) {
            followed = account;
            positions = List.of();
            profits.clear();
        }
        try {
            trades.follow(account, seen.tradingDay());
            positions = from.gateway().getPositions(account);
        } catch (DllGatewayException e) {
            LOG.debug("Orders or positions could not be asked for.", e);
        }
    }

    private void show() {
        SessionInfo seen = session;
        String account =
                seen == null || seen.account() == null ? null : seen.account().code();
        String registered = seen == null || seen.instrument() == null
                ? null
                : seen.instrument().code();
        String item = registered != null && from.prices().item(registered) != null
                ? registered
                : Optional.ofNullable(from.prices().any()).orElse(registered);
        PriceHistory.Item prices = item == null ? null : from.prices().item(item);
        Tick last = prices == null ? null : prices.last();
        AccountProfit profit = account == null ? null : profitOf(account);
        Picture.Rates rates = rates();
        long now = from.clock().now().toEpochMilli();
        if (profit != null) {
            profits.add(
                    last == null ? now : last.time().toEpochMilli(),
                    profit.realized(),
                    profit.realized().add(profit.unrealized()));
        }
        if (rates.p99() > 0) {
            latencies.add(
                    now,
                    BigDecimal.valueOf(rates.p50()),
                    BigDecimal.valueOf(rates.p95()),
                    BigDecimal.valueOf(rates.p99()));
        }
        Picture picture = picture(seen, account, item, last, profit, rates, now);
        History history = new History(
                item,
                prices == null ? List.of() : prices.series().points(),
                profits.points(),
                latencies.points(),
                item == null ? List.of() : trades.markers(item));
        shown = new Shown(shown.number() + 1, PageJson.write(picture), PageJson.write(history));
    }

    private Picture picture(
            @Nullable SessionInfo seen,
            @Nullable String account,
            @Nullable String item,
            @Nullable Tick last,
            @Nullable AccountProfit profit,
            Picture.Rates rates,
            long now) {
        Health state = health(health, Duration.ofNanos(from.clock().nanoTime() - answeredNanos));
        List<OrderInfo> orders = trades.orders();
        List<OrderInfo> open = trades.open();
        return new Picture(
                now,
                from.version(),
                seen != null && seen.simulated(),
                state.status(),
                state.reasons(),
                state.session(),
                account,
                seen == null || seen.tradingDay() == null
                        ? null
                        : seen.tradingDay().toString(),
                item,
                last == null ? null : last.price(),
                last == null ? null : last.time().toEpochMilli(),
                components(),
                item == null ? List.of() : levels(item),
                from.reports()
                        .figure(ProcessReport.Name.STRATEGY, ProcessReport.Figure.CONDITIONS)
                        .orElse(0L),
                from.reports()
                        .figure(ProcessReport.Name.STRATEGY, ProcessReport.Figure.SIGNALS)
                        .orElse(null),
                positions.stream()
                        .map(one -> new Picture.Holding(
                                one.account(), one.itemCode(), one.quantity(), one.averagePrice(), one.unrealizedPnl()))
                        .toList(),
                profit == null
                        ? null
                        : new Picture.Profit(
                                profit.realized(),
                                profit.unrealized(),
                                profit.realized().add(profit.unrealized())),
                trades.byState(),
                orders.stream()
                        .limit(MOST_ORDERS_SHOWN)
                        .map(StatusMonitor::order)
                        .toList(),
                account == null || item == null ? List.of() : limitLines(account, item, open, profit, rates),
                killSwitch(),
                from.alerts().firing().stream()
                        .map(alert -> new Picture.Alarm(
                                alert.kind().label(), alert.since().toEpochMilli(), alert.sentence()))
                        .toList(),
                rates);
    }

    private @Nullable AccountProfit profitOf(String account) {
        List<AccountProfit> all = from.board().read().profits();
        return all.stream()
                .filter(one -> one.account().equals(account))
                .findFirst()
                .orElseGet(() -> new AccountProfit(account, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private Picture.Rates rates() {
        RequestCounts.Counts counts = from.counts().read();
        long now = from.clock().nanoTime();
        BigDecimal seconds = BigDecimal.valueOf(Math.max(1, now - countsNanos)).divide(NANOS_PER_SECOND);
        BigDecimal ticks = rate(counts.ticks() - countsBefore.ticks(), seconds);
        BigDecimal orders = rate(counts.orders() - countsBefore.orders(), seconds);
        countsBefore = counts;
        countsNanos = now;
        GatewayHealth known = health;
        GatewayHealth.OperationLatency latency = known == null
                ? null
                : known.operations().stream()
                        .filter(one -> one.operation().equals("send_order"))
                        .findFirst()
                        .orElse(null);
        return new Picture.Rates(
                ticks,
                orders,
                known == null ? 0 : known.queueDepth(),
                known == null ? 0 : known.unknownOrders(),
                latency == null ? 0 : latency.p50Micros(),
                latency == null ? 0 : latency.p95Micros(),
                latency == null ? 0 : latency.p99Micros());
    }

    private static BigDecimal rate(long count, BigDecimal seconds) {
        return BigDecimal.valueOf(count).divide(seconds, 1, RoundingMode.HALF_UP);
    }

    private List<Picture.Component> components() {
        return from.components().get().stream()
                .map(one -> new Picture.Component(
                        one.name(),
                        one.isUp(),
                        one.state(),
                        one.since() == null ? null : one.since().toEpochMilli(),
                        one.restarts(),
                        one.detail()))
                .toList();
    }

    private List<Picture.Level> levels(String item) {
        List<Picture.Level> levels = new ArrayList<>();
        List<Condition> conditions = from.reports()
                .of(ProcessReport.Name.STRATEGY)
                .map(received -> received.report().conditions())
                .orElse(List.of());
        for (Condition condition : conditions) {
            ConditionPlan plan = condition.plan();
            if (plan.itemCode() != null && !plan.itemCode().equals(item)) {
                continue;
            }
            switch (condition.state()) {
                case WAITING -> levels.add(level(condition, "trigger", plan.triggerPrice()));
                case TRIGGERED -> levels.add(level(condition, "entry", plan.orderPrice()));
                case ORDERED -> {
                    levels.add(level(condition, "take_profit", plan.takeProfitPrice()));
                    levels.add(level(condition, "stop_loss", plan.stopLossPrice()));
                }
                case EXITED, REJECTED, IN_DOUBT -> {}
            }
        }
        return levels;
    }

    private static Picture.Level level(Condition condition, String kind, BigDecimal price) {
        return new Picture.Level(condition.id(), kind, lower(condition.plan().action()), price);
    }

    private static Picture.Order order(OrderInfo order) {
        return new Picture.Order(
                order.requestId(),
                order.intendedAt().toEpochMilli(),
                lower(order.side()),
                order.order().itemCode(),
                order.order().quantity(),
                lower(order.order().type()),
                order.price(),
                lower(order.status()),
                order.filled(),
                order.averagePrice(),
                order.text());
    }

    private List<Picture.Limit> limitLines(
            String account, String item, List<OrderInfo> open, @Nullable AccountProfit profit, Picture.Rates rates) {
        long held = positions.stream()
                .filter(one -> one.itemCode().equals(item))
                .mapToLong(PositionInfo::quantity)
                .sum();
        return LimitUse.of(held, open, item, profit == null ? null : profit.ofDay(), rates.ordersPerSecond())
                .lines(limits.of(account, item));
    }

    private Picture.KillSwitchState killSwitch() {
        Engagement engaged = from.killSwitch().engagement().orElse(null);
        return engaged == null
                ? new Picture.KillSwitchState(false, null, null, null)
                : new Picture.KillSwitchState(true, engaged.at().toEpochMilli(), engaged.by(), engaged.reason());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * How the gateway is, asked anew through its socket, for whoever keeps it alive.
     *
     * @param status as {@code health_check} says; {@code unhealthy} where it does not answer
     * @param live whether it answers
     * @param ready whether orders can be sent
     */
    record Health(String status, boolean live, boolean ready, String session, List<String> reasons, Instant asOf) {}

    /** Asks the gateway now, or takes what somebody was told a moment ago; ends within about a second. */
    Health askHealth() {
        synchronized (asking) {
            Health known = asked;
            long now = from.clock().nanoTime();
            if (known == null || now - askedNanos > ASKED_AGAIN_NANOS) {
                known = askAnew();
                asked = known;
                askedNanos = from.clock().nanoTime();
            }
            return known;
        }
    }

    private Health askAnew() {
        try {
            return health(from.gateway().healthCheck(), Duration.ZERO);
        } catch (DllGatewayException e) {
            return health(null, Duration.ofNanos(from.clock().nanoTime() - answeredNanos));
        }
    }

    private Health health(@Nullable GatewayHealth told, Duration silence) {
        if (told == null || silence.compareTo(SILENT_AFTER) > 0) {
            return new Health(
                    "unhealthy",
                    false,
                    false,
                    "UNKNOWN",
                    List.of("The gateway has not answered its own probe for " + silence.toSeconds() + " s."),
                    from.clock().now());
        }
        return new Health(
                lower(told.status()),
                true,
                told.exchangeConnected() && told.status() != GatewayHealth.Status.UNHEALTHY,
                told.exchangeState(),
                told.reasons(),
                told.timestamp());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        alertTimer.shutdownNow();
    }
}
