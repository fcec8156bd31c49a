package dev.aftm.app.cli.trading;

import dev.aftm.app.cli.option.AccountSelection;
import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that queries a running gateway about an account.
 *
 * @param <D> the result, as the JSON document that is printed
 */
abstract class GatewayQuery<D> implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Option(names = "--account", paramLabel = "A", description = "The account (default: ORDER_ACCOUNT).")
    private @Nullable String account;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /**
     * Queries the gateway.
     *
     * @return the document for {@code --json}
     */
    abstract D ask(DllGatewayClient gateway, String ofAccount);

    /** Prints the result for people. */
    abstract void print(Terminal terminal, D document);

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
            D document = ask(gateway, AccountSelection.of(account, settings, gateway));
            if (json) {
                Terminal.standard().json(document);
            } else {
                print(Terminal.standard(), document);
            }
            return ExitCodes.DONE;
        } catch (DllGatewayException e) {
            Terminal.failure(e, json);
            return ExitCodes.exitCodeOfQuery(e);
        }
    }
}
