package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Repair what a restored or shortened journal has forgotten.",
        subcommands = JournalCommand.Adopt.class)
public final class JournalCommand {

    @Command(
            name = "adopt",
            mixinStandardHelpOptions = true,
            description =
                    "Take orders into the journal that the exchange has although the journal lacks them, so that new"
                            + " orders are accepted again. First make sure that no client repeats an order of before: its id is"
                            + " forgotten, so it would be sent again. Requires the operator token, which is read from DATA_DIR.",
            footer = {
                "",
                "Example:",
                "  aftm journal adopt --reason \"restored last night's backup; strategies are stopped\""
            })
    static final class Adopt implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "The reason; it is recorded permanently.")
        private String reason = "";

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Adopted(boolean adopted) {}

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            String token = OperatorToken.read(settings.dataDirectory());
            try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
                gateway.adoptOrders(reason, token);
                if (json) {
                    Terminal.standard().json(new Adopted(true));
                } else {
                    Terminal.standard().line("The orders are in the journal now; new orders are accepted again.");
                }
                return ExitCodes.DONE;
            } catch (DllGatewayException e) {
                Terminal.failure(e, json);
                return ExitCodes.exitCodeOfQuery(e);
            }
        }
    }
}
