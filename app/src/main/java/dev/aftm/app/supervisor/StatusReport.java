package dev.aftm.app.supervisor;

import dev.aftm.app.process.DaemonScheduler;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.process.ProcessManagerService;
import dev.aftm.infrastructure.process.ProcessState;
import dev.aftm.infrastructure.process.ProcessStatus;
import dev.aftm.infrastructure.process.RunStatus;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.port.clock.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the system's status every second: in a file, for the command {@code status}, and in a status line if the output goes
 * to a person.
 */
final class StatusReport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);
    private static final long PERIOD_MILLIS = 1000;

    private final Settings settings;
    private final Clock clock;
    private final ProcessManagerService processes;
    private final DllGatewayClient gateway;
    private final Map<String, String> waitingFor;
    private final Terminal terminal;
    private final boolean isWatched;
    private final Instant since;
    private final ScheduledExecutorService timer = DaemonScheduler.named("status-report");
    private volatile boolean isUp;

    /** Whether the last report failed: each second of a full disk in the log would fill it further. */
    private boolean failed;

    StatusReport(
            Settings settings,
            Clock clock,
            ProcessManagerService processes,
            DllGatewayClient gateway,
            Map<String, String> waitingFor,
            Terminal terminal,
            boolean json) {
        this.settings = settings;
        this.clock = clock;
        this.processes = processes;
        this.gateway = gateway;
        this.waitingFor = waitingFor;
        this.terminal = terminal;
        this.isWatched = Terminal.isInteractive() && !json;
        this.since = clock.now();
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::report, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts to show the status line. */
    void everythingIsUp() {
        isUp = true;
    }

    private void report() {
        try {
            new RunStatus(
                            ProcessHandle.current().pid(),
                            since,
                            clock.now(),
                            processes.components(),
                            List.copyOf(waitingFor.values()))
                    .write(settings.dataDirectory());
            if (isUp && isWatched) {
                terminal.status(line(SystemStatus.ofGateway(null, gateway)));
            }
            failed = false;
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                failed = true;
                LOG.warn("The status could not be reported; it is tried again every second.", e);
            }
        }
    }

    private String line(SystemStatus status) {
        List<ProcessStatus> components = processes.components();
        long running = components.stream()
                .filter(component -> component.state() == ProcessState.RUNNING)
                .count();
        GatewayHealth health = status.health();
        String gatewayIs = health == null
                ? "the gateway does not answer"
                : health.status().name().toLowerCase(Locale.ROOT)
                        + (health.reasons().isEmpty()
                                ? ""
                                : ": " + health.reasons().get(0));
        String positions = status.positions().isEmpty()
                ? "no open positions"
                : status.positions().stream().map(StatusReport::position).collect(Collectors.joining(", "));
        return JsonDocuments.clockTime(clock.now()) + "  " + running + " of " + components.size() + " up  " + gatewayIs
                + "  " + positions;
    }

    private static String position(JsonDocuments.Position position) {
        return (position.quantity() > 0 ? "+" : "") + position.quantity() + " " + position.itemCode() + " at "
                + Terminal.number(position.averagePrice()) + " (" + Terminal.number(position.unrealizedPnl()) + ")";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        terminal.status("");
    }
}
