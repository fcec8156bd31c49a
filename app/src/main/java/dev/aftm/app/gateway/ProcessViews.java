package dev.aftm.app.gateway;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.metrics.ProcessStats;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.monitor.ProcessView;
import dev.aftm.infrastructure.process.ProcessState;
import dev.aftm.infrastructure.process.ProcessStatus;
import dev.aftm.infrastructure.process.RunStatus;
import dev.aftm.interactor.port.clock.Clock;
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
 * The states of the system's processes: from the supervisor's file if there is a supervisor, otherwise from their own reports.
 * Safe for all threads; reads the file at most once a second.
 */
final class ProcessViews {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessViews.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Settings settings;
    private final Clock clock;
    private final ProcessReportRegistry reports;
    private final Instant startedAt = ProcessStats.startedAt();
    private List<ProcessView> known = List.of();
    private long knownNanos;

    ProcessViews(Settings settings, Clock clock, ProcessReportRegistry reports) {
        this.settings = settings;
        this.clock = clock;
        this.reports = reports;
        this.knownNanos = clock.nanoTime() - KEPT_NANOS;
    }

    synchronized List<ProcessView> read() {
        long now = clock.nanoTime();
        if (now - knownNanos >= KEPT_NANOS) {
            known = run().map(ProcessViews::supervised).orElseGet(this::alone);
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

    private static List<ProcessView> supervised(RunStatus run) {
        List<ProcessView> views = new ArrayList<>();
        for (ProcessStatus one : run.components()) {
            views.add(new ProcessView(
                    one.name(),
                    one.state() == ProcessState.RUNNING,
                    one.state().name().toLowerCase(Locale.ROOT),
                    one.since(),
                    one.restarts(),
                    one.detail()));
        }
        return views;
    }

    private List<ProcessView> alone() {
        List<ProcessView> views = new ArrayList<>();
        views.add(new ProcessView("gateway", true, "running", startedAt, null, ""));
        for (ProcessReport.Name name : ProcessReportRegistry.processes()) {
            Optional<ProcessReportRegistry.Received> received = reports.of(name);
            boolean isUp = reports.isUp(name);
            views.add(new ProcessView(
                    nameOf(name),
                    isUp,
                    isUp ? "running" : "silent",
                    received.map(one -> one.report().startedAt()).orElse(null),
                    received.map(ProcessReportRegistry.Received::restarts).orElse(null),
                    isUp ? "" : "No recent report was received from it."));
        }
        return views;
    }

    /** Returns the name of a process's command. */
    static String nameOf(ProcessReport.Name name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
