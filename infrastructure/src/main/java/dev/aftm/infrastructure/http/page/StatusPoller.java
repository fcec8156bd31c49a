package dev.aftm.infrastructure.http.page;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.infrastructure.monitor.ActivityCounters;
import dev.aftm.infrastructure.monitor.AlertEvaluator;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.monitor.ProcessView;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.position.AccountPnl;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the system twice a second, through the gateway's own socket like any client, and holds the view that the status page
 * shows. It runs on its own thread. If the gateway does not answer, the view shows that, and its age.
 */
public final class StatusPoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusPoller.class);
    private static final long PERIOD_MILLIS = 500;
    private static final long ALERT_MILLIS = 1_000;

    private final Sources from;
    private final GatewayProbe probe;
    private final StatusViewBuilder views;
    private final AccountActivity activity;
    private final TimeSeries profits = new TimeSeries(TimeSeries.Keep.LAST, TimeSeries.Keep.LAST);
    private final TimeSeries latencies =
            new TimeSeries(TimeSeries.Keep.HIGHEST, TimeSeries.Keep.HIGHEST, TimeSeries.Keep.HIGHEST);
    private final ScheduledExecutorService timer = timer("status-poller");
    private final ScheduledExecutorService alertTimer = timer("alert-evaluator");
    private volatile Shown shown = Shown.NOTHING;
    private List<PositionInfo> positions = List.of();
    private @Nullable String followed;

    /**
     * The sources that are polled.
     *
     * @param gateway a client over the socket; its calls must end within about a second
     * @param limits the risk limits in force
     * @param components the processes as the supervisor reports them; empty if there is no supervisor
     */
    public record Sources(
            Clock clock,
            DllGatewayServiceInterface gateway,
            OrderTracker orders,
            TradeBook fills,
            SnapshotHolder board,
            ProcessReportRegistry reports,
            PriceHistory prices,
            List<RiskLimitBook.Entry> limits,
            KillSwitchControl killSwitch,
            ActivityCounters counts,
            AlertEvaluator alerts,
            Supplier<List<ProcessView>> components,
            String version) {}

    /**
     * The published view: two JSON documents.
     *
     * @param number increases with each view
     * @param picture a {@link StatusView}
     * @param history a {@link ChartData}
     */
    public record Shown(long number, String picture, String history) {

        static final Shown NOTHING = new Shown(0, "{}", "{}");
    }

    public StatusPoller(Sources from) {
        this.from = from;
        this.probe = new GatewayProbe(from.clock(), from.gateway());
        this.views = new StatusViewBuilder(from);
        this.activity = new AccountActivity(from.orders(), from.fills());
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts to poll. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::poll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        // On its own thread, so that a failure to build the view cannot delay an alert.
        var unusedToo = alertTimer.scheduleWithFixedDelay(
                this::lookForAlerts, ALERT_MILLIS, ALERT_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Shown shown() {
        return shown;
    }

    /** Returns the duration of the last probe in nanoseconds; negative if none was answered recently. */
    public long probeNanos() {
        return probe.tookNanos();
    }

    /** Queries the gateway's health, or returns a result that is at most 200 ms old. May be called from any thread. */
    public GatewayProbe.Health askHealth() {
        return probe.ask();
    }

    /** Polls once; catches failures because an exception would end the schedule. */
    private void poll() {
        try {
            if (probe.poll()) {
                follow();
            }
            show();
        } catch (RuntimeException e) {
            LOG.warn("The status page could not be updated.", e);
        }
    }

    private void lookForAlerts() {
        try {
            from.alerts().evaluate();
        } catch (RuntimeException e) {
            LOG.warn("The alerts could not be evaluated.", e);
        }
    }

    private void follow() {
        SessionInfo seen = probe.session();
        if (seen == null || seen.account() == null) {
            return;
        }
        String account = seen.account().code();
        if (!account.equals(followed)) {
            followed = account;
            positions = List.of();
            profits.clear();
        }
        try {
            activity.follow(account, seen.tradingDay());
            positions = from.gateway().getPositions(account);
        } catch (DllGatewayException e) {
            LOG.debug("The orders or positions could not be queried.", e);
        }
    }

    private void show() {
        SessionInfo seen = probe.session();
        Choice selected = seen == null ? null : seen.account();
        Choice registered = seen == null ? null : seen.instrument();
        String account = selected == null ? null : selected.code();
        String item = shownItem(registered == null ? null : registered.code());
        PriceHistory.Item prices = item == null ? null : from.prices().item(item);
        Tick last = prices == null ? null : prices.last();
        AccountPnl pnl = account == null ? null : profitOf(account);
        StatusView picture = views.make(new StatusViewBuilder.Scene(
                probe.health(), probe.told(), seen, account, item, last, positions, pnl, activity));
        if (pnl != null) {
            profits.add(
                    last == null ? picture.asOf() : last.time().toEpochMilli(),
                    pnl.realized(),
                    pnl.realized().add(pnl.unrealized()));
        }
        StatusView.Rates rates = picture.rates();
        if (rates.p99() > 0) {
            latencies.add(
                    picture.asOf(),
                    BigDecimal.valueOf(rates.p50()),
                    BigDecimal.valueOf(rates.p95()),
                    BigDecimal.valueOf(rates.p99()));
        }
        ChartData history = new ChartData(
                item,
                prices == null ? List.of() : prices.series().points(),
                profits.points(),
                latencies.points(),
                item == null ? List.of() : activity.markers(item));
        shown = new Shown(shown.number() + 1, PageJson.write(picture), PageJson.write(history));
    }

    /** Returns the registered instrument or, until it has traded, another one that has. */
    private @Nullable String shownItem(@Nullable String registered) {
        boolean hasTraded = registered != null && from.prices().item(registered) != null;
        return hasTraded ? registered : Optional.ofNullable(from.prices().any()).orElse(registered);
    }

    private @Nullable AccountPnl profitOf(String account) {
        List<AccountPnl> all = from.board().read().profits();
        return all.stream()
                .filter(one -> one.account().equals(account))
                .findFirst()
                .orElseGet(() -> new AccountPnl(account, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        alertTimer.shutdownNow();
    }
}
