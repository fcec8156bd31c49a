package dev.aftm.app.process;

import dev.aftm.domain.strategy.Condition;
import dev.aftm.infrastructure.metrics.ProcessStats;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.infrastructure.monitor.ProcessReport.Figure;
import dev.aftm.infrastructure.monitor.ProcessReportSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the state of a process to the gateway every second. */
public final class ProcessReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessReporter.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final ProcessReport.Name name;
    private final ProcessReportSink gateway;
    private final Instant startedAt = ProcessStats.startedAt();
    private final ScheduledExecutorService timer = DaemonScheduler.named("process-report");

    public ProcessReporter(ProcessReport.Name name, ProcessReportSink gateway) {
        this.name = name;
        this.gateway = gateway;
    }

    /**
     * Starts to report.
     *
     * @param asked called for each report; must call {@link #report} or {@link #tellLater}, now or soon
     */
    public void start(Consumer<ProcessReporter> asked) {
        var unused = timer.scheduleAtFixedRate(() -> ask(asked), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Catches failures, because an exception would end the schedule. */
    private void ask(Consumer<ProcessReporter> asked) {
        try {
            asked.accept(this);
        } catch (RuntimeException e) {
            LOG.debug("This process could not report its state.", e);
        }
    }

    /** Sends a report; may be called from any thread. */
    public void report(Map<Figure, Long> work, List<Condition> conditions) {
        Map<Figure, Long> figures = ProcessStats.read();
        figures.putAll(work);
        gateway.report(new ProcessReport(name, ProcessHandle.current().pid(), startedAt, figures, conditions));
    }

    /** Sends a report on the reporter's own thread; returns at once. */
    public void tellLater(Map<Figure, Long> work, List<Condition> conditions) {
        timer.execute(() -> ask(self -> self.report(work, conditions)));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
