package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Failures;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.process.ComponentSpec;
import dev.aftm.infrastructure.process.ComponentState;
import dev.aftm.infrastructure.process.ControlLine;
import dev.aftm.infrastructure.process.ProcessManagerService;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import dev.aftm.interactor.usecase.TapePlayer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole system from one command: checks what it needs, brings the components up in order, tells what happens. */
public final class AllInOneController implements ProcessManagerService.Listener {

    private static final List<String> SMALL = jvmOptions("-Xmx96m");

    /** Levels around which the built-in tape wanders, so that a newcomer soon sees something happen. */
    private static final List<ConditionPlan> DEMONSTRATION = List.of(
            demonstration(Side.BUY, 17_295, 3, 12, 10),
            demonstration(Side.SELL, 17_305, 3, 12, 10),
            demonstration(Side.BUY, 17_285, 5, 15, 12));

    /** From this version on, calls into native code are warned of where they are not expected. */
    private static final int ASKS_FOR_NATIVE_ACCESS = 22;

    private final Settings settings;
    private final TapeOptions tape;
    private final ProcessLife life;
    private final String mainClass;
    private final Terminal terminal;
    private final boolean json;

    /** @param mainClass the class that the components' command lines go to */
    AllInOneController(
            Settings settings, TapeOptions tape, ProcessLife life, String mainClass, Terminal terminal, boolean json) {
        this.settings = settings;
        this.tape = tape;
        this.life = life;
        this.mainClass = mainClass;
        this.terminal = terminal;
        this.json = json;
    }

    /** Runs the system until its end. */
    public int run() throws InterruptedException {
        // Opened here as well, so that a wrong file stops the start before any process is started.
        Market market = Market.open(tape, settings);
        market.tape().close();
        String registeredItem = settings.registeredItem().orElse(market.registeredItem());
        prepareConditions();
        Map<String, String> environment = settings.asEnvironment();
        ProcessManagerService processes = new ProcessManagerService(mainClass, environment, this);
        boolean up = processes.start(new ComponentSpec("gateway", gatewayArguments(), gatewayOptions()))
                && processes.start(
                        new ComponentSpec("order-executor", List.of("order-executor", "--supervised"), SMALL))
                && processes.start(new ComponentSpec(
                        "strategy", List.of("strategy", "--supervised", "--item", registeredItem), SMALL));
        if (up) {
            tell("All components are up; Ctrl-C stops them in order.");
        } else {
            life.end(Failures.FAILED);
        }
        return life.awaitEnd(processes);
    }

    private void prepareConditions() {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        try (SqliteStrategyStore store = new SqliteStrategyStore(settings.strategyStore())) {
            List<Condition> conditions = store.conditions();
            if (!conditions.isEmpty()) {
                return;
            }
            if (tape.file() == null && !settings.usesLibrary()) {
                store.add(DEMONSTRATION);
                tell("There were no conditions, so a small demonstration set was loaded; see \"condition list\".");
            } else {
                tell("There are no conditions, so nothing will be traded; add some with \"condition add\".");
            }
        }
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
        List<String> options = new ArrayList<>(jvmOptions("-Xmx192m"));
        options.add("-XX:-CreateCoredumpOnCrash");
        options.add("-XX:ErrorFile="
                + settings.logDirectory().resolve("gateway-crash-%p.log").toAbsolutePath());
        return List.copyOf(options);
    }

    private static ConditionPlan demonstration(Side action, int trigger, int turning, int profit, int loss) {
        return new ConditionPlan(
                action,
                BigDecimal.valueOf(trigger),
                1,
                BigDecimal.valueOf(turning),
                BigDecimal.valueOf(profit),
                BigDecimal.valueOf(loss),
                true,
                null);
    }

    private List<String> gatewayArguments() {
        List<String> arguments =
                new ArrayList<>(List.of("gateway", "--supervised", "--with-strategy", "--run-id", tape.runId()));
        Path file = tape.file();
        if (file != null) {
            String speed = tape.pace() instanceof TapePlayer.Pace.Timed timed
                    ? timed.speed().toPlainString()
                    : "max";
            arguments.addAll(List.of("--replay", file.toAbsolutePath().toString(), "--speed", speed));
            arguments.addAll(List.of("--product", tape.product(), "--contract", tape.contract()));
        }
        return arguments;
    }

    @Override
    public void onState(String component, ComponentState state, Duration took, String detail) {
        switch (state) {
            case RUNNING ->
                tell(String.format(Locale.ROOT, "%-15s up after %.1f s.", component, seconds(took)) + " " + detail);
            case STOPPED ->
                tell(String.format(
                        Locale.ROOT,
                        "%-15s %s",
                        component,
                        detail.isEmpty() ? "stopped." : "has died (" + detail + "); it is started again."));
            case ERROR ->
                tell(String.format(
                        Locale.ROOT,
                        "%-15s could not be brought up (%s); see %s.",
                        component,
                        detail,
                        settings.logDirectory().resolve(component + ".log")));
            case STARTING, STOPPING -> {}
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public void onLine(String component, ControlLine line) {
        if (line.kind() == ControlLine.Kind.SAY) {
            tell(line.text());
        } else if (line.kind() == ControlLine.Kind.ENDED) {
            onTapeEnded(Documents.readSummary(line.text()));
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
        if (json) {
            new Terminal(System.err).line(text);
        } else {
            terminal.line(text);
        }
    }
}
