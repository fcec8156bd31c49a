package dev.aftm.app.cli;

import dev.aftm.app.process.Gateways;
import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Failures;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.interactor.gateway.DllGatewayException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Show the open positions of an account, as a running gateway knows them.")
final class PositionsCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Option(names = "--account", paramLabel = "A", description = "Whose positions (default: ORDER_ACCOUNT).")
    private @Nullable String account;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        try (DllGatewayClient gateway = new DllGatewayClient(Gateways.interactive(settings))) {
            List<Documents.Position> positions =
                    gateway.getPositions(account == null ? settings.orderAccount() : account).stream()
                            .map(Documents.Position::of)
                            .toList();
            if (json) {
                Terminal.standard().json(new Documents.Positions(positions));
            } else {
                Documents.printPositions(Terminal.standard(), positions);
            }
            return Failures.DONE;
        } catch (DllGatewayException e) {
            Terminal.failure(e, json);
            return Failures.exitCodeOfQuery(e);
        }
    }
}
