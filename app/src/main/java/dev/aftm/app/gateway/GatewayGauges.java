package dev.aftm.app.gateway;

import dev.aftm.app.terminal.Version;
import dev.aftm.infrastructure.http.page.StatusPoller;
import dev.aftm.infrastructure.metrics.ProcessStats;
import dev.aftm.infrastructure.metrics.PrometheusMetrics;
import dev.aftm.infrastructure.monitor.ActiveAlerts;
import dev.aftm.infrastructure.monitor.ActivityCounters;
import dev.aftm.infrastructure.monitor.Alert;
import dev.aftm.infrastructure.monitor.AlertEvaluator;
import dev.aftm.infrastructure.monitor.ProcessReport.Figure;
import dev.aftm.infrastructure.monitor.ProcessReport.Name;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.monitor.ProcessView;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.position.PositionSnapshot;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers the metrics whose values are read only when they are scraped. */
final class GatewayGauges {

    private static final double NANOS = 1e9;
    private static final List<String> PROCESSES = List.of("gateway", "order-executor", "strategy");

    private final PrometheusMetrics metrics;

    GatewayGauges(PrometheusMetrics metrics) {
        this.metrics = metrics;
    }

    void ofGateway(
            SnapshotHolder snapshots,
            OrderIntake intake,
            ExecutionThread queue,
            OrderJournal journal,
            KillSwitchControl killSwitch,
            ActivityCounters counts,
            ActiveAlerts alerts,
            AlertEvaluator evaluator,
            StatusPoller poller) {
        Map<String, String> none = Map.of();
        metrics.gauge(
                "aftm.build.info",
                "The gateway's version; always 1.",
                Map.of("version", Version.text()),
                snapshots,
                of -> 1);
        metrics.gauge(
                "aftm.exchange.connected",
                "Whether there is a session with the exchange.",
                none,
                snapshots,
                of -> number(of.read().session() == ExchangeSession.State.LOGGED_IN));
        metrics.gauge("aftm.queue.depth", "Requests waiting for the exchange.", none, queue, ExecutionThread::depth);
        metrics.gauge(
                "aftm.unknown.orders",
                "Orders in an unknown state, which may or may not be in the market.",
                none,
                journal,
                OrderJournal::unknownCount);
        metrics.counter(
                "aftm.orders.without.id",
                "Orders without a request_id, for which exactly-once is not guaranteed.",
                none,
                intake,
                OrderIntake::ordersWithoutId);
        metrics.gauge(
                "aftm.order.success.ratio",
                "Share of new orders that the exchange accepted, of those it answered.",
                none,
                counts,
                of -> successRatio(of.read()));
        metrics.gauge(
                "aftm.position.mismatches",
                "Positions that differ between the exchange and the fills.",
                none,
                snapshots,
                of -> of.read().differences().size());
        metrics.gauge(
                "aftm.position.accuracy.ratio",
                "The share of positions that agree between the exchange and the fills.",
                none,
                snapshots,
                of -> accuracy(of.read()));
        metrics.gauge(
                "aftm.kill.switch.engaged",
                "Whether the kill switch is engaged and stops new orders.",
                none,
                killSwitch,
                of -> number(of.isEngaged()));
        metrics.gauge(
                "aftm.tick.silence.seconds",
                "The time without a tick while ticks are expected.",
                none,
                evaluator,
                of -> of.silence().toMillis() / 1e3);
        metrics.gauge(
                "aftm.tick.silence.limit.seconds",
                "The longest time allowed without a tick while ticks are expected.",
                none,
                evaluator,
                of -> of.longestSilence().toMillis() / 1e3);
        for (Alert.Kind kind : Alert.Kind.values()) {
            if (kind != Alert.Kind.GATEWAY_DOWN) {
                metrics.gauge(
                        "aftm.alert.firing",
                        "Whether this alert of the gateway is active.",
                        Map.of("alert", kind.label()),
                        alerts,
                        of -> number(of.isFiring(kind)));
            }
        }
        metrics.gauge(
                "aftm.probe.up",
                "Whether the gateway answers its own probe through the socket.",
                none,
                poller,
                of -> number(of.probeNanos() >= 0));
        metrics.gauge(
                "aftm.probe.duration.seconds",
                "The duration of the last probe; NaN if it was not answered.",
                none,
                poller,
                of -> of.probeNanos() < 0 ? Double.NaN : of.probeNanos() / NANOS);
    }

    void ofProcesses(ProcessReportRegistry reports, ProcessViews processes) {
        for (String process : PROCESSES) {
            Map<String, String> tags = Map.of("process", process);
            metrics.gauge(
                    "aftm.process.up",
                    "Whether a process is running.",
                    tags,
                    processes,
                    of -> number(view(of, process).filter(ProcessView::isUp).isPresent()));
            metrics.counter(
                    "aftm.process.restarts",
                    "How often a process was restarted.",
                    tags,
                    processes,
                    of -> view(of, process)
                            .map(ProcessView::restarts)
                            .map(Integer::doubleValue)
                            .orElse(0.0));
        }
        vitals("gateway", figure -> Optional.ofNullable(ProcessStats.read().get(figure)));
        for (Name name : ProcessReportRegistry.processes()) {
            vitals(ProcessViews.nameOf(name), figure -> reports.figure(name, figure));
        }
        work(Name.STRATEGY, reports, Figure.TICKS, "aftm.ticks.received", "Ticks received.");
        work(
                Name.STRATEGY,
                reports,
                Figure.TICKS_MISSED,
                "aftm.ticks.missed",
                "Ticks that were missed, by their sequence numbers.");
        for (Name name : ProcessReportRegistry.processes()) {
            work(name, reports, Figure.SIGNALS, "aftm.signals", "Signals that were sent or executed.");
            work(
                    name,
                    reports,
                    Figure.SIGNALS_FAILED,
                    "aftm.signals.failed",
                    "Signals that became no order, or whose outcome is unknown.");
        }
        Map<String, String> strategy = Map.of("process", ProcessViews.nameOf(Name.STRATEGY));
        metrics.gauge(
                "aftm.signals.pending",
                "Signals that are not acknowledged yet.",
                strategy,
                reports,
                of -> value(of.figure(Name.STRATEGY, Figure.SIGNALS_PENDING)));
        metrics.gauge(
                "aftm.conditions",
                "Conditions of the strategy.",
                strategy,
                reports,
                of -> value(of.figure(Name.STRATEGY, Figure.CONDITIONS)));
    }

    /** Reads one figure of a process. */
    private interface FigureSource {
        Optional<Long> read(Figure figure);
    }

    private void vitals(String process, FigureSource source) {
        Map<String, String> tags = Map.of("process", process);
        metrics.counter(
                "aftm.process.cpu.seconds",
                "Processor time.",
                tags,
                source,
                of -> of.read(Figure.CPU_NANOS).orElse(0L) / NANOS);
        metrics.gauge("aftm.process.heap.bytes", "Heap in use.", tags, source, of -> value(of.read(Figure.HEAP_BYTES)));
        metrics.gauge(
                "aftm.process.resident.bytes",
                "Resident memory.",
                tags,
                source,
                of -> value(of.read(Figure.RESIDENT_BYTES)));
        metrics.gauge("aftm.process.threads", "Threads.", tags, source, of -> value(of.read(Figure.THREADS)));
    }

    private void work(Name name, ProcessReportRegistry reports, Figure figure, String metric, String meaning) {
        metrics.counter(
                metric,
                meaning,
                Map.of("process", ProcessViews.nameOf(name)),
                reports,
                of -> of.figure(name, figure).orElse(0L));
    }

    private static Optional<ProcessView> view(ProcessViews processes, String process) {
        return processes.read().stream()
                .filter(one -> one.name().equals(process))
                .findFirst();
    }

    /** The share of positions that agree; 1 if there are none. */
    private static double accuracy(GatewaySnapshot snapshot) {
        PositionSnapshot seen = snapshot.positions();
        List<PositionInfo> positions = seen == null ? List.of() : seen.positions();
        int different = snapshot.differences().size();
        int compared = Math.max(different, positions.size());
        return compared == 0 ? 1 : (compared - different) / (double) compared;
    }

    private static double successRatio(ActivityCounters.Counts counts) {
        return counts.orders() == 0 ? 1 : 1 - counts.failedOrders() / (double) counts.orders();
    }

    private static double number(boolean is) {
        return is ? 1 : 0;
    }

    private static double value(Optional<Long> figure) {
        return figure.map(Long::doubleValue).orElse(Double.NaN);
    }
}
