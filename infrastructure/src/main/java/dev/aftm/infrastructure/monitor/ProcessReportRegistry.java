package dev.aftm.infrastructure.monitor;

import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The latest report of each process. Safe for all threads. */
public final class ProcessReportRegistry implements ProcessReportSink {

    /** Processes report every second; one that has not reported for this long is not up. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<ProcessReport.Name, Received> newest = new ConcurrentHashMap<>();

    /**
     * A received report.
     *
     * @param report the report
     * @param atNanos time of receipt, by the monotonic clock
     * @param restarts how often a new process of that name has reported since the gateway's start
     */
    public record Received(ProcessReport report, long atNanos, int restarts) {}

    public ProcessReportRegistry(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void report(ProcessReport report) {
        newest.compute(report.process(), (name, before) -> {
            boolean isAnother = before != null
                    && (before.report().pid() != report.pid()
                            || !before.report().startedAt().equals(report.startedAt()));
            int restarts = (before == null ? 0 : before.restarts()) + (isAnother ? 1 : 0);
            return new Received(report, clock.nanoTime(), restarts);
        });
    }

    /** The latest report of a process; empty if it has not reported. */
    public Optional<Received> of(ProcessReport.Name process) {
        return Optional.ofNullable(newest.get(process));
    }

    /** Whether a process has reported within the last 5 seconds. */
    public boolean isUp(ProcessReport.Name process) {
        return of(process)
                .filter(received -> clock.nanoTime() - received.atNanos() < SILENT_AFTER.toNanos())
                .isPresent();
    }

    /** A figure of a process; empty if it is not known. */
    public Optional<Long> figure(ProcessReport.Name process, ProcessReport.Figure figure) {
        return of(process).map(received -> received.report().figures().get(figure));
    }

    /** The names of all processes that report. */
    public static List<ProcessReport.Name> processes() {
        return List.of(ProcessReport.Name.values());
    }
}
