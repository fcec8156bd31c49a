package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Failures;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.files.OwnerOnly;
import dev.aftm.infrastructure.process.ComponentSpec;
import dev.aftm.infrastructure.process.ComponentStatus;
import dev.aftm.infrastructure.process.ControlLine;
import dev.aftm.infrastructure.process.ProcessManagerService;
import dev.aftm.infrastructure.process.RunLock;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.interactor.feed.Pace;
import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Pause;
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

/** The whole system from one command: checks what it needs, brings the components up in order, tells what happens. */
public final class AllInOneController implements ProcessManagerService.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(AllInOneController.class);

    private static final List<String> SMALL = jvmOptions("-Xmx96m");

    /** From this version on, calls into native code are warned of where they are not expected. */
    private static final int ASKS_FOR_NATIVE_ACCESS = 22;

    /** Digits that make milliseconds of a whole number, as decimals of a second. */
    private static final int MILLIS = 3;

    private static final String GATEWAY = "gateway";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Settings settings;
    private final Clock clock;
    private final Pause pause;
    private final TapeOptions tape;
    private final ProcessLife life;
    private final String mainClass;
    private final Terminal terminal;
    private final boolean json;
    private final Map<String, String> waitingFor = new ConcurrentHashMap<>();

    /** @param mainClass the class that the components' command lines go to */
    AllInOneController(
            Settings settings,
            Clock clock,
            Pause pause,
            TapeOptions tape,
            ProcessLife life,
            String mainClass,
            Terminal terminal,
            boolean json) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.tape = tape;
        this.life = life;
        this.mainClass = mainClass;
        this.terminal = terminal;
        this.json = json;
    }

    /** Runs the system until its end. */
    public int run() {
        settings.warnings().forEach(this::tell);
        // Opened here as well, so that a wrong file stops the start before any process is started.
        Market.open(tape, settings).tape().close();
        RunLock lock = Preflight.requireAll(settings);
        DllGatewayClient gateway = new DllGatewayClient(Gateways.interactive(settings));
        ProcessManagerService processes =
                new ProcessManagerService(mainClass, clock, settings.heartbeatTimeout(), this);
        StatusReport report = new StatusReport(settings, clock, processes, gateway, waitingFor, terminal, json);
        report.start();
        GatewayDownWatch down =
                new GatewayDownWatch(settings, clock, () -> waitingFor.containsKey(GATEWAY), this::tell);
        Thread bringUp = new Thread(() -> bringUp(processes, gateway, report), "bring-up");
        bringUp.setDaemon(true);
        bringUp.start();
        return life.awaitEnd(lock, gateway, processes, report, down);
    }

    /** Everything up, in order; what is missing is waited for. */
    private void bringUp(ProcessManagerService processes, DllGatewayClient gateway, StatusReport report) {
        try {
            boolean isUp = processes.start(gatewaySpec())
                    && awaitPrerequisites(gateway)
                    && processes.start(client("order-executor", List.of()))
                    && processes.start(client("strategy", tape.file() == null ? List.of("--demonstrate") : List.of()));
            if (isUp) {
                tell("All components are up; Ctrl-C stops them in order.");
                report.everythingIsUp();
            } else {
                life.end(Failures.FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what there is and what is missing, and waits until nothing is; false where the system ends before. */
    private boolean awaitPrerequisites(DllGatewayClient gateway) {
        Map<String, Prerequisites.Item> told = new HashMap<>();
        while (!life.isEnding()) {
            boolean isComplete = false;
            try {
                List<Prerequisites.Item> items = Prerequisites.of(gateway.getSession());
                items.stream()
                        .filter(item -> !item.equals(told.put(item.name(), item)))
                        .forEach(this::tellPrerequisite);
                isComplete = items.stream().allMatch(Prerequisites.Item::isMet);
            } catch (DllGatewayException e) {
                LOG.debug("The gateway did not tell its session.", e);
            }
            if (isComplete) {
                return true;
            }
            if (!pause.pause(BETWEEN_LOOKS)) {
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
        tell(line(item.name(), item.detail()));
    }

    private ComponentSpec gatewaySpec() {
        return new ComponentSpec(
                "gateway", gatewayArguments(), List.of("--unattended"), gatewayOptions(), gatewayEnvironment());
    }

    private Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = new HashMap<>(settings.gatewayEnvironment());
        String credentials = System.getenv(OwnerOnly.CREDENTIALS_DIRECTORY);
        if (credentials != null) {
            environment.put(OwnerOnly.CREDENTIALS_DIRECTORY, credentials);
        }
        return environment;
    }

    private ComponentSpec client(String name, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(name, "--supervised"));
        arguments.addAll(more);
        return new ComponentSpec(name, arguments, List.of(), SMALL, settings.clientEnvironment());
    }

    /** Small heaps and the simple collector: three processes share a machine with whatever else is on it. */
    private static List<String> jvmOptions(String heap) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", heap));
        if (Runtime.version().feature() >= ASKS_FOR_NATIVE_ACCESS) {
            // SQLite and JNA; the jar's manifest says the same, but it does not count for a class path.
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return List.copyOf(options);
    }

    /** A library that crashes takes its process with it: what it leaves behind must hold no password. */
    private List<String> gatewayOptions() {
        List<String> options = new ArrayList<>(jvmOptions("-Xmx512m"));
        // Begun small, for resident memory; a small young generation, since who waits for its collection is an order.
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
            String speed =
                    tape.pace() instanceof Pace.Timed timed ? timed.speed().toPlainString() : "max";
            arguments.addAll(List.of("--replay", file.toAbsolutePath().toString(), "--speed", speed));
            arguments.addAll(List.of("--product", tape.product(), "--contract", tape.contract()));
        }
        return arguments;
    }

    @Override
    public void onState(ComponentStatus component, Duration took) {
        LOG.info("{} is {} {}", component.name(), component.state(), component.detail());
        String name = component.name();
        switch (component.state()) {
            case RUNNING -> {
                waitingFor.remove(name);
                BigDecimal seconds = BigDecimal.valueOf(took.toMillis(), MILLIS).setScale(1, RoundingMode.HALF_UP);
                tell(line(name, "up after " + seconds + " s. " + component.detail()));
            }
            case STOPPED ->
                tell(line(
                        name,
                        component.detail().isEmpty()
                                ? "stopped."
                                : "has died (" + component.detail() + "); it is started again."));
            case ERROR ->
                tell(line(
                        name,
                        "could not be brought up (" + component.detail() + "); see "
                                + settings.logDirectory().resolve(name + ".log") + "."));
            case STARTING, STOPPING -> {}
        }
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "%-15s %s", name, text);
    }

    @Override
    public void onLine(String component, ControlLine line) {
        if (line.kind() == ControlLine.Kind.ENDED) {
            onTapeEnded(Documents.readSummary(line.text()));
        } else if (line.kind() == ControlLine.Kind.WAITING) {
            waitingFor.put(component, line.text());
            tell(line(component, "waits. " + line.text()));
        } else {
            tell(line.text());
        }
    }

    private void onTapeEnded(Documents.Summary summary) {
        if (json) {
            terminal.json(summary);
        } else {
            summary.print(terminal);
        }
        if (tape.exitAtEnd()) {
            life.end(0);
        }
    }

    @Override
    public void onGivenUp(String component, int exitCode) {
        life.end(exitCode);
    }

    /** With a JSON document on standard output, everything else goes beside it. */
    private void tell(String text) {
        LOG.info("{}", text);
        if (json) {
            Terminal.errors().line(text);
        } else {
            terminal.line(text);
        }
    }
}
