package dev.aftm.app.process;

import dev.aftm.domain.strategy.Condition;
import dev.aftm.infrastructure.metrics.ProcessVitals;
import dev.aftm.interactor.port.ProcessReport;
import dev.aftm.interactor.port.ProcessReport.Figure;
import dev.aftm.interactor.port.ProcessReports;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the gateway every second how a process does. */
final class Reporting implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final ProcessReport.Name name;
    private final ProcessReports gateway;
    private final Instant startedAt = ProcessVitals.startedAt();
    private final ScheduledExecutorService timer = DaemonTimer.named("process-report");

    Reporting(ProcessReport.Name name, ProcessReports gateway) {
        this.name = name;
        this.gateway = gateway;
    }

    /**
     * Begins to tell.
     *
     * @param asked has the process tell of its work by {@link #tell}, now or soon
     */
    void start(Consumer<Reporting> asked) {
        var unused = timer.scheduleAtFixedRate(() -> ask(asked), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One report that fails must not be the last. */
    private void ask(Consumer<Reporting> asked) {
        try {
            asked.accept(this);
        } catch (RuntimeException e) {
            LOG.debug("This process could not tell how it does.", e);
        }
    }

    /** Sends a report; on any thread. */
    void tell(Map<Figure, Long> work, List<Condition> conditions) {
        Map<Figure, Long> figures = ProcessVitals.read();
        figures.putAll(work);
        gateway.report(new ProcessReport(name, ProcessHandle.current().pid(), startedAt, figures, conditions));
    }

    /** Sends a report from the thread that reports; returns at once. */
    void tellLater(Map<Figure, Long> work, List<Condition> conditions) {
        timer.execute(() -> ask(self -> self.tell(work, conditions)));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
