package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.process.Prerequisites;
import dev.aftm.app.supervisor.SystemStatus;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.process.ProcessStatus;
import dev.aftm.infrastructure.process.RunStatus;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.clock.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show the status of the whole system: its processes, the session, the gateway's health and the"
                + " positions."
                + " The exit code is 0 if the gateway is healthy, 1 if it is not, 3 if it does not answer.",
        footer = {"", "Examples:", "  aftm status", "  aftm status --watch", "  aftm status --json"})
public final class StatusCommand implements Callable<Integer> {

    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(1);

    /** Moves the cursor to the top of an emptied screen (ECMA-48). */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Option(names = "--watch", description = "Refresh every second, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--json", description = "Print one JSON document; with --watch, one per line.")
    private boolean json;

    /** The output of {@code --json}. */
    record Answer(
            @Nullable RunStatus run,
            JsonDocuments.@Nullable Session session,
            @Nullable String gateway,
            List<String> reasons,
            List<JsonDocuments.Position> positions) {

        static Answer of(SystemStatus status) {
            SessionInfo session = status.session();
            GatewayHealth health = status.health();
            DllGatewayException fault = status.fault();
            return new Answer(
                    status.run(),
                    session == null ? null : JsonDocuments.Session.of(session),
                    health == null ? null : health.status().name().toLowerCase(Locale.ROOT),
                    health == null
                            ? List.of(fault == null ? "" : String.valueOf(fault.getMessage()))
                            : health.reasons(),
                    status.positions());
        }
    }

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        Terminal terminal = Terminal.standard();
        Sleeper sleeper = new ThreadSleeper();
        try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
            SystemStatus status;
            do {
                status = SystemStatus.ask(settings, gateway);
                if (json) {
                    terminal.json(Answer.of(status));
                } else {
                    if (watch && Terminal.isInteractive()) {
                        terminal.text(CLEAR);
                    }
                    print(terminal, status);
                }
            } while (watch && sleeper.pause(REFRESH_INTERVAL));
            return exitCode(status);
        }
    }

    private static int exitCode(SystemStatus status) {
        DllGatewayException fault = status.fault();
        if (fault != null) {
            return ExitCodes.exitCodeOfQuery(fault);
        }
        GatewayHealth health = status.health();
        return health != null && health.status() == GatewayHealth.Status.HEALTHY ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static void print(Terminal terminal, SystemStatus status) {
        RunStatus run = status.run();
        if (run == null) {
            terminal.line("\"run\" is not running on this DATA_DIR.");
        } else {
            terminal.line("\"run\" has been running"
                    + " since " + JsonDocuments.clockTime(run.since()) + " (process " + run.pid()
                    + "), as of " + JsonDocuments.clockTime(run.writtenAt()) + ".");
            terminal.table(
                    List.of("PROCESS", "STATE", "SINCE", "PID", "RESTARTS", "DETAIL"),
                    run.components().stream().map(StatusCommand::row).toList());
            run.waitingFor().forEach(terminal::line);
        }
        SessionInfo session = status.session();
        GatewayHealth health = status.health();
        DllGatewayException fault = status.fault();
        if (fault != null) {
            terminal.line("The gateway does not answer: " + ExitCodes.sentence(fault));
        }
        if (session != null && health != null) {
            Prerequisites.of(session).forEach(item -> terminal.line(item.name() + ": " + item.detail()));
            terminal.line("gateway: " + health.status().name().toLowerCase(Locale.ROOT) + ", up "
                    + Terminal.number(health.uptime().toSeconds()) + " s");
            health.reasons().forEach(terminal::line);
            JsonDocuments.printPositions(terminal, status.positions());
        }
    }

    private static List<String> row(ProcessStatus component) {
        return List.of(
                component.name(),
                component.state().name().toLowerCase(Locale.ROOT),
                JsonDocuments.clockTime(component.since()),
                component.pid() == 0 ? "" : Long.toString(component.pid()),
                Integer.toString(component.restarts()),
                component.detail());
    }
}
