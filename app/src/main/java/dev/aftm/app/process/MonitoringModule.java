package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.infrastructure.alert.AlertCommand;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.http.PriceHistory;
import dev.aftm.infrastructure.http.StatusMonitor;
import dev.aftm.infrastructure.metrics.PrometheusMetrics;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.GatewayAddress;
import dev.aftm.interactor.feed.TapePlayer;
import dev.aftm.interactor.monitor.AlertBook;
import dev.aftm.interactor.monitor.AlertWatch;
import dev.aftm.interactor.monitor.ReportBoard;
import dev.aftm.interactor.monitor.RequestCounts;
import dev.aftm.interactor.monitor.TradingHours;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.GatewaySnapshot;
import dev.aftm.interactor.usecase.KillSwitchControl;
import dev.aftm.interactor.usecase.OrderBook;
import dev.aftm.interactor.usecase.OrderDesk;
import dev.aftm.interactor.usecase.SnapshotBoard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Named;
import javax.inject.Singleton;

/** What watches the gateway: it reads boards and counters, and asks through the socket; no order waits for it. */
@Module
final class MonitoringModule {

    /** A gateway that does not answer its own probe for so long is not answering anybody. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    private MonitoringModule() {}

    @Provides
    @Singleton
    static RequestCounts counts() {
        return new RequestCounts();
    }

    @Provides
    @Singleton
    static PrometheusMetrics prometheus() {
        return new PrometheusMetrics();
    }

    @Provides
    @Singleton
    static GatewayMetrics metrics(Settings settings, RequestCounts counts, PrometheusMetrics prometheus) {
        return settings.statusPage().isPresent() ? GatewayMetrics.both(counts, prometheus) : counts;
    }

    @Provides
    @Singleton
    static PriceHistory prices() {
        return new PriceHistory();
    }

    @Provides
    @Singleton
    static ReportBoard reports(Clock clock) {
        return new ReportBoard(clock);
    }

    @Provides
    @Singleton
    static AlertCommand alertCommand(Settings settings, ProcessLife life) {
        return new AlertCommand(settings.alertCommand().orElse(null), life::say);
    }

    @Provides
    @Singleton
    static AlertBook alertBook(Clock clock, AlertCommand command) {
        return new AlertBook(clock, command);
    }

    @Provides
    @Singleton
    static AlertWatch alerts(
            Clock clock,
            RequestCounts counts,
            SnapshotBoard board,
            OrderJournal journal,
            Exchange exchange,
            Optional<TapePlayer> tape,
            Settings settings,
            AlertBook book) {
        boolean isSimulated = exchange.simulatedMarket().isPresent();
        TradingHours hours = new TradingHours(isSimulated ? List.of() : settings.tradingHours());
        return new AlertWatch(
                clock,
                counts,
                () -> {
                    GatewaySnapshot snapshot = board.read();
                    boolean isOver = isSimulated && tape.map(TapePlayer::isOver).orElse(true);
                    return new AlertWatch.Standing(
                            journal.unknownCount(),
                            snapshot.differences(),
                            snapshot.isMarketFollowed() && !isOver && hours.contains(clock.now()));
                },
                settings.tickSilence(),
                book);
    }

    @Provides
    @Singleton
    static Monitoring monitoring(
            Settings settings,
            Clock clock,
            OrderBook orders,
            FillBook fills,
            SnapshotBoard board,
            ReportBoard reports,
            PriceHistory prices,
            RiskLimitBook limits,
            KillSwitchControl killSwitch,
            RequestCounts counts,
            AlertWatch alerts,
            AlertBook book,
            AlertCommand command,
            PrometheusMetrics metrics,
            OrderDesk desk,
            OwnerThread queue,
            OrderJournal journal,
            @Named("operatorToken") String operatorToken) {
        DllGatewayClient gateway = new DllGatewayClient(new GatewayAddress(settings.gatewayAddress(), PROBE, PROBE, 0));
        Components components = new Components(settings, clock, reports);
        StatusMonitor monitor = new StatusMonitor(new StatusMonitor.Sources(
                clock,
                gateway,
                orders,
                fills,
                board,
                reports,
                prices,
                limits.entries(),
                killSwitch,
                counts,
                alerts,
                components::read,
                Version.text()));
        Figures figures = new Figures(metrics);
        figures.ofGateway(board, desk, queue, journal, killSwitch, counts, book, alerts, monitor);
        figures.ofProcesses(reports, components);
        return new Monitoring(settings, gateway, monitor, command, metrics, killSwitch, operatorToken);
    }
}
