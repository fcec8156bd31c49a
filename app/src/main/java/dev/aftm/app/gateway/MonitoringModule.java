package dev.aftm.app.gateway;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.infrastructure.alert.AlertCommand;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.http.page.PriceHistory;
import dev.aftm.infrastructure.http.page.StatusPoller;
import dev.aftm.infrastructure.metrics.PrometheusMetrics;
import dev.aftm.infrastructure.monitor.ActiveAlerts;
import dev.aftm.infrastructure.monitor.ActivityCounters;
import dev.aftm.infrastructure.monitor.AlertEvaluator;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.monitor.TradingHours;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.simulator.TapePlayer;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Named;
import javax.inject.Singleton;

/** The gateway's monitoring. It reads snapshots and counters, and probes the gateway's socket; no order waits for it. */
@Module
final class MonitoringModule {

    /** A gateway that does not answer its own probe within this time counts as down. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    private MonitoringModule() {}

    @Provides
    @Singleton
    static ActivityCounters counts() {
        return new ActivityCounters();
    }

    @Provides
    @Singleton
    static PrometheusMetrics prometheus() {
        return new PrometheusMetrics();
    }

    @Provides
    @Singleton
    static GatewayMetrics metrics(Settings settings, ActivityCounters counts, PrometheusMetrics prometheus) {
        return settings.statusPage().isPresent() ? GatewayMetrics.both(counts, prometheus) : counts;
    }

    @Provides
    @Singleton
    static PriceHistory prices() {
        return new PriceHistory();
    }

    @Provides
    @Singleton
    static ProcessReportRegistry reports(Clock clock) {
        return new ProcessReportRegistry(clock);
    }

    @Provides
    @Singleton
    static AlertCommand alertCommand(Settings settings, ProcessLifecycle lifecycle) {
        return new AlertCommand(settings.alertCommand().orElse(null), lifecycle::say);
    }

    @Provides
    @Singleton
    static ActiveAlerts alertBook(Clock clock, AlertCommand command) {
        return new ActiveAlerts(clock, command);
    }

    @Provides
    @Singleton
    static AlertEvaluator alerts(
            Clock clock,
            ActivityCounters counts,
            SnapshotHolder snapshots,
            OrderJournal journal,
            Exchange exchange,
            Optional<TapePlayer> tape,
            Settings settings,
            ActiveAlerts book) {
        boolean isSimulated = exchange.simulatedMarket().isPresent();
        TradingHours hours = new TradingHours(isSimulated ? List.of() : settings.tradingHours());
        return new AlertEvaluator(
                clock,
                counts,
                () -> {
                    GatewaySnapshot snapshot = snapshots.read();
                    boolean isOver = isSimulated && tape.map(TapePlayer::isOver).orElse(true);
                    return new AlertEvaluator.Standing(
                            journal.unknownCount(),
                            snapshot.differences(),
                            snapshot.isMarketFollowed() && !isOver && hours.contains(clock.now()));
                },
                settings.tickSilence(),
                book);
    }

    @Provides
    @Singleton
    static MonitoringServices monitoring(
            Settings settings,
            Clock clock,
            OrderTracker orders,
            TradeBook fills,
            SnapshotHolder snapshots,
            ProcessReportRegistry reports,
            PriceHistory prices,
            RiskLimitBook limits,
            KillSwitchControl killSwitch,
            ActivityCounters counts,
            AlertEvaluator alerts,
            ActiveAlerts book,
            AlertCommand command,
            PrometheusMetrics metrics,
            OrderIntake intake,
            ExecutionThread queue,
            OrderJournal journal,
            @Named("operatorToken") String operatorToken) {
        DllGatewayClient gateway = new DllGatewayClient(new GatewayAddress(settings.gatewayAddress(), PROBE, PROBE, 0));
        ProcessViews processes = new ProcessViews(settings, clock, reports);
        StatusPoller poller = new StatusPoller(new StatusPoller.Sources(
                clock,
                gateway,
                orders,
                fills,
                snapshots,
                reports,
                prices,
                limits.entries(),
                killSwitch,
                counts,
                alerts,
                processes::read,
                Version.text()));
        GatewayGauges gauges = new GatewayGauges(metrics);
        gauges.ofGateway(snapshots, intake, queue, journal, killSwitch, counts, book, alerts, poller);
        gauges.ofProcesses(reports, processes);
        return new MonitoringServices(settings, gateway, poller, command, metrics, killSwitch, operatorToken);
    }
}
