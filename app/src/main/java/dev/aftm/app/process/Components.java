package dev.aftm.app.process;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.metrics.ProcessVitals;
import dev.aftm.infrastructure.process.ComponentState;
import dev.aftm.infrastructure.process.ComponentStatus;
import dev.aftm.infrastructure.process.RunStatus;
import dev.aftm.interactor.monitor.ComponentView;
import dev.aftm.interactor.monitor.ReportBoard;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ProcessReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of the system as the gateway sees them: what its supervisor writes down where there is one, else what they
 * report themselves. Safe for all threads; looks at the file once a second at most.
 */
final class Components {

    private static final Logger LOG = LoggerFactory.getLogger(Components.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Settings settings;
    private final Clock clock;
    private final ReportBoard reports;
    private final Instant startedAt = ProcessVitals.startedAt();
    private List<ComponentView> known = List.of();
    private long knownNanos;

    Components(Settings settings, Clock clock, ReportBoard reports) {
        this.settings = settings;
        this.clock = clock;
        this.reports = reports;
        this.knownNanos = clock.nanoTime() - KEPT_NANOS;
    }

    synchronized List<ComponentView> read() {
        long now = clock.nanoTime();
        if (now - knownNanos >= KEPT_NANOS) {
            known = run().map(Components::supervised).orElseGet(this::alone);
            knownNanos = now;
        }
        return known;
    }

    private Optional<RunStatus> run() {
        try {
            return RunStatus.read(settings.dataDirectory());
        } catch (IOException e) {
            LOG.debug("The supervisor's file could not be read.", e);
            return Optional.empty();
        }
    }

    private static List<ComponentView> supervised(RunStatus run) {
        List<ComponentView> views = new ArrayList<>();
        for (ComponentStatus one : run.components()) {
            views.add(new ComponentView(
                    one.name(),
                    one.state() == ComponentState.RUNNING,
                    one.state().name().toLowerCase(Locale.ROOT),
                    one.since(),
                    one.restarts(),
                    one.detail()));
        }
        return views;
    }

    private List<ComponentView> alone() {
        List<ComponentView> views = new ArrayList<>();
        views.add(new ComponentView("gateway", true, "running", startedAt, null, ""));
        for (ProcessReport.Name name : ReportBoard.processes()) {
            Optional<ReportBoard.Received> received = reports.of(name);
            boolean isUp = reports.isUp(name);
            views.add(new ComponentView(
                    nameOf(name),
                    isUp,
                    isUp ? "running" : "silent",
                    received.map(one -> one.report().startedAt()).orElse(null),
                    received.map(ReportBoard.Received::restarts).orElse(null),
                    isUp ? "" : "It does not report."));
        }
        return views;
    }

    /** A process's name as its command has it. */
    static String nameOf(ProcessReport.Name name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
