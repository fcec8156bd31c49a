package dev.aftm.app.supervisor;

import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.process.Preflight;
import dev.aftm.app.process.Prerequisites;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.infrastructure.process.ProcessManagerService;
import dev.aftm.infrastructure.process.ProcessSpec;
import dev.aftm.infrastructure.process.ProcessStatus;
import dev.aftm.infrastructure.process.RunLock;
import dev.aftm.infrastructure.process.SupervisorMessage;
import dev.aftm.infrastructure.simulator.ReplaySpeed;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the whole system: checks its setup, starts the processes in order, and reports what happens. */
public final class AllInOneController implements ProcessManagerService.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(AllInOneController.class);

    private static final List<String> SMALL = jvmOptions("-Xmx96m");

    /** From this version on, Java warns about native calls that are not enabled by an option. */
    private static final int ASKS_FOR_NATIVE_ACCESS = 22;

    /** The decimal places of milliseconds in a number of seconds. */
    private static final int MILLIS = 3;

    private static final String GATEWAY = "gateway";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(300);

    private final Settings settings;
    private final Clock clock;
    private final Sleeper sleeper;
    private final TapeOptions tape;
    private final ProcessLifecycle lifecycle;
    private final String mainClass;
    private final Terminal terminal;
    private final boolean json;
    private final Map<String, String> waitingFor = new ConcurrentHashMap<>();

    /** @param mainClass the main class of the processes to start */
    AllInOneController(
            Settings settings,
            Clock clock,
            Sleeper sleeper,
            TapeOptions tape,
            ProcessLifecycle lifecycle,
            String mainClass,
            Terminal terminal,
            boolean json) {
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
        this.tape = tape;
        this.lifecycle = lifecycle;
        this.mainClass = mainClass;
        this.terminal = terminal;
        this.json = json;
    }

    /** Runs the system until it ends, and returns the exit code. */
    public int run() {
        settings.warnings().forEach(this::report);
        // Opened here as well, so that an invalid file is reported before any process is started.
        TapeSource.open(tape, settings).tape().close();
        RunLock lock = Preflight.requireAll(settings);
        DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings));
        ProcessManagerService processes =
                new ProcessManagerService(mainClass, clock, settings.heartbeatTimeout(), this);
        StatusReport report = new StatusReport(settings, clock, processes, gateway, waitingFor, terminal, json);
        report.start();
        GatewayLivenessAlarm alarm =
                new GatewayLivenessAlarm(settings, clock, () -> waitingFor.containsKey(GATEWAY), this::report);
        Thread bringUp = new Thread(() -> bringUp(processes, gateway, report), "bring-up");
        bringUp.setDaemon(true);
        bringUp.start();
        return lifecycle.awaitEnd(lock, gateway, processes, report, alarm);
    }

    /** Starts all processes in order, and waits for missing prerequisites. */
    private void bringUp(ProcessManagerService processes, DllGatewayClient gateway, StatusReport report) {
        try {
            boolean isUp = processes.start(gatewaySpec())
                    && awaitPrerequisites(gateway)
                    && processes.start(client("order-executor", List.of()))
                    && processes.start(client("strategy", tape.file() == null ? List.of("--demonstrate") : List.of()));
            if (isUp) {
                report("All processes are up; press Ctrl-C to stop them in order.");
                report.everythingIsUp();
            } else {
                lifecycle.end(ExitCodes.FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports each prerequisite and waits until all are met; returns false if the system ends first. */
    private boolean awaitPrerequisites(DllGatewayClient gateway) {
        Map<String, Prerequisites.Item> told = new HashMap<>();
        while (!lifecycle.isEnding()) {
            boolean isComplete = false;
            try {
                List<Prerequisites.Item> items = Prerequisites.of(gateway.getSession());
                items.stream()
                        .filter(item -> !item.equals(told.put(item.name(), item)))
                        .forEach(this::tellPrerequisite);
                isComplete = items.stream().allMatch(Prerequisites.Item::isMet);
            } catch (DllGatewayException e) {
                LOG.debug("The gateway did not return its session.", e);
            }
            if (isComplete) {
                return true;
            }
            if (!sleeper.pause(POLL_INTERVAL)) {
                return false;
            }
        }
        return false;
    }

    private void tellPrerequisite(Prerequisites.Item item) {
        if (item.isMet()) {
            waitingFor.remove(item.name());
        } else {
            waitingFor.put(item.name(), item.name() + ": " + item.detail());
        }
        report(line(item.name(), item.detail()));
    }

    private ProcessSpec gatewaySpec() {
        return new ProcessSpec(
                "gateway", gatewayArguments(), List.of("--unattended"), gatewayOptions(), gatewayEnvironment());
    }

    private Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = new HashMap<>(settings.gatewayEnvironment());
        String credentials = System.getenv(PrivateFiles.CREDENTIALS_DIRECTORY);
        if (credentials != null) {
            environment.put(PrivateFiles.CREDENTIALS_DIRECTORY, credentials);
        }
        return environment;
    }

    private ProcessSpec client(String name, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(name, "--supervised"));
        arguments.addAll(more);
        return new ProcessSpec(name, arguments, List.of(), SMALL, settings.clientEnvironment());
    }

    /** Small heaps and the serial collector, because all processes share one machine with other programs. */
    private static List<String> jvmOptions(String heap) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", heap));
        if (Runtime.version().feature() >= ASKS_FOR_NATIVE_ACCESS) {
            // For SQLite and JNA; the jar's manifest has the same entry, but it has no effect with a class path.
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return List.copyOf(options);
    }

    /** A library that crashes ends its process; the crash files must not contain a password. */
    private List<String> gatewayOptions() {
        List<String> options = new ArrayList<>(jvmOptions("-Xmx512m"));
        // A small initial heap saves memory; a small young generation keeps collections short, because orders wait.
        options.addAll(List.of("-Xms64m", "-Xmn16m"));
        options.add("-XX:-CreateCoredumpOnCrash");
        options.add("-XX:ErrorFile="
                + settings.logDirectory().resolve("gateway-crash-%p.log").toAbsolutePath());
        return List.copyOf(options);
    }

    private List<String> gatewayArguments() {
        List<String> arguments =
                new ArrayList<>(List.of("gateway", "--supervised", "--with-strategy", "--run-id", tape.runId()));
        Path file = tape.file();
        if (file != null) {
            String speed = tape.pace() instanceof ReplaySpeed.Timed timed
                    ? timed.speed().toPlainString()
                    : "max";
            arguments.addAll(List.of("--replay", file.toAbsolutePath().toString(), "--speed", speed));
            arguments.addAll(List.of("--product", tape.product(), "--contract", tape.contract()));
        }
        return arguments;
    }

    @Override
    public void onState(ProcessStatus component, Duration took) {
        LOG.info("{} is {} {}", component.name(), component.state(), component.detail());
        String name = component.name();
        switch (component.state()) {
            case RUNNING -> {
                waitingFor.remove(name);
                BigDecimal seconds = BigDecimal.valueOf(took.toMillis(), MILLIS).setScale(1, RoundingMode.HALF_UP);
                report(line(name, "up after " + seconds + " s. " + component.detail()));
            }
            case STOPPED ->
                report(line(
                        name,
                        component.detail().isEmpty()
                                ? "stopped."
                                : "ended unexpectedly (" + component.detail() + "); it is being restarted."));
            case ERROR ->
                report(line(
                        name,
                        "could not be started (" + component.detail() + "); see "
                                + settings.logDirectory().resolve(name + ".log") + "."));
            case STARTING, STOPPING -> {}
        }
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "%-15s %s", name, text);
    }

    @Override
    public void onLine(String component, SupervisorMessage line) {
        if (line.kind() == SupervisorMessage.Kind.ENDED) {
            onTapeEnded(JsonDocuments.readSummary(line.text()));
        } else if (line.kind() == SupervisorMessage.Kind.WAITING) {
            waitingFor.put(component, line.text());
            report(line(component, "waiting. " + line.text()));
        } else {
            report(line.text());
        }
    }

    private void onTapeEnded(JsonDocuments.Summary summary) {
        if (json) {
            terminal.json(summary);
        } else {
            summary.print(terminal);
        }
        if (tape.exitAtEnd()) {
            lifecycle.end(0);
        }
    }

    @Override
    public void onGivenUp(String component, int exitCode) {
        lifecycle.end(exitCode);
    }

    /** Reports on standard error if standard output is reserved for a JSON document. */
    private void report(String text) {
        LOG.info("{}", text);
        if (json) {
            Terminal.errors().line(text);
        } else {
            terminal.line(text);
        }
    }
}
