package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Show the health of a running gateway. The exit code is 0 if it is healthy, 1 if it is not.",
        footer = {"", "Examples:", "  aftm health", "  aftm health --json"})
public final class HealthCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** The output of {@code --json}. */
    record Answer(
            String status,
            boolean exchangeConnected,
            String exchangeState,
            long uptimeSeconds,
            int queueDepth,
            long unknownOrders,
            long ordersWithoutId,
            List<String> reasons,
            List<GatewayHealth.OperationLatency> operations,
            String version) {

        static Answer of(GatewayHealth health) {
            return new Answer(
                    health.status().name().toLowerCase(Locale.ROOT),
                    health.exchangeConnected(),
                    health.exchangeState(),
                    health.uptime().toSeconds(),
                    health.queueDepth(),
                    health.unknownOrders(),
                    health.ordersWithoutId(),
                    health.reasons(),
                    health.operations(),
                    health.version());
        }
    }

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
            GatewayHealth health = gateway.healthCheck();
            if (json) {
                Terminal.standard().json(Answer.of(health));
            } else {
                print(Terminal.standard(), health);
            }
            return health.status() == GatewayHealth.Status.HEALTHY ? ExitCodes.DONE : ExitCodes.FAILED;
        } catch (DllGatewayException e) {
            Terminal.failure(e, json);
            return ExitCodes.exitCodeOfQuery(e);
        }
    }

    private static void print(Terminal terminal, GatewayHealth health) {
        terminal.line("The gateway is " + health.status().name().toLowerCase(Locale.ROOT) + " (exchange: "
                + health.exchangeState() + ", up " + health.uptime().toSeconds() + " s, version " + health.version()
                + ").");
        health.reasons().forEach(terminal::line);
        terminal.line(health.queueDepth() + " requests are queued, " + health.unknownOrders() + " orders are in an"
                + " unknown state, "
                + health.ordersWithoutId() + " orders came without a request_id.");
        if (!health.operations().isEmpty()) {
            terminal.table(
                    List.of("OPERATION", "COUNT", "ERRORS", "P50 us", "P95 us", "P99 us"),
                    health.operations().stream()
                            .map(operation -> List.of(
                                    operation.operation(),
                                    Terminal.number(operation.count()),
                                    Terminal.number(operation.errors()),
                                    Terminal.number(operation.p50Micros()),
                                    Terminal.number(operation.p95Micros()),
                                    Terminal.number(operation.p99Micros())))
                            .toList());
        }
    }
}
