package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.process.Prerequisites;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "session",
        mixinStandardHelpOptions = true,
        description =
                "Show, start or end the running gateway's session with the exchange, and select the account and the"
                        + " instrument.",
        subcommands = {
            SessionCommand.Status.class,
            SessionCommand.Login.class,
            SessionCommand.Logout.class,
            SessionCommand.SelectAccount.class,
            SessionCommand.Register.class,
            SessionCommand.Instruments.class
        })
public final class SessionCommand {

    /** Base class of the subcommands. */
    abstract static class Step implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** Runs the subcommand and prints its result. */
        abstract void perform(DllGatewayClient gateway, Settings settings, Terminal terminal, boolean asJson);

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
                perform(gateway, settings, Terminal.standard(), json);
                return ExitCodes.DONE;
            } catch (DllGatewayException e) {
                Terminal.failure(e, json);
                return ExitCodes.exitCodeOfQuery(e);
            }
        }
    }

    /** A subcommand that changes the session; it requires the operator token, which is read from DATA_DIR. */
    abstract static class Change extends Step {

        /** Makes the change and returns a sentence for the operator. */
        abstract String change(DllGatewayClient gateway, String operatorToken);

        @Override
        final void perform(DllGatewayClient gateway, Settings settings, Terminal terminal, boolean asJson) {
            String done = change(gateway, OperatorToken.read(settings.dataDirectory()));
            if (asJson) {
                terminal.json(JsonDocuments.Session.of(gateway.getSession()));
            } else {
                terminal.line(done);
            }
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show the session: whether the gateway is logged in, the account and the instrument.",
            footer = {"", "Example:", "  aftm session status --json"})
    static final class Status extends Step {

        @Override
        void perform(DllGatewayClient gateway, Settings settings, Terminal terminal, boolean asJson) {
            SessionInfo session = gateway.getSession();
            if (asJson) {
                terminal.json(JsonDocuments.Session.of(session));
            } else {
                Prerequisites.of(session).forEach(item -> terminal.line(item.name() + ": " + item.detail()));
            }
        }
    }

    @Command(
            name = "login",
            mixinStandardHelpOptions = true,
            description = "Log the gateway in again, with the password in its EXCHANGE_PASSWORD_FILE.",
            footer = {"", "Example:", "  aftm session login"})
    static final class Login extends Change {

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.login(operatorToken);
            return "The gateway is logging in; run \"session status\" to see the result.";
        }
    }

    @Command(
            name = "logout",
            mixinStandardHelpOptions = true,
            description = "Log the gateway out, until \"session login\" is run. Open orders remain open.",
            footer = {"", "Example:", "  aftm session logout"})
    static final class Logout extends Change {

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.logout(operatorToken);
            return "The gateway has logged out; it rejects new orders until you run \"session login\".";
        }
    }

    @Command(
            name = "select-account",
            mixinStandardHelpOptions = true,
            description = "Select the account that signals are executed for. The selection is stored; ORDER_ACCOUNT"
                    + " overrides it.",
            footer = {"", "Example:", "  aftm session select-account F0012345"})
    static final class SelectAccount extends Change {

        @Parameters(paramLabel = "ACCOUNT", description = "One of the session's accounts.")
        private String account = "";

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.selectAccount(account, operatorToken);
            return "Account " + account + " is selected. A running order executor uses the previous account until it is"
                    + " restarted.";
        }
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = "Register the instrument to trade. The registration is stored; REGISTERED_ITEM overrides it.",
            footer = {"", "Example:", "  aftm session register TXFH1"})
    static final class Register extends Change {

        @Parameters(paramLabel = "ITEM", description = "The exchange's trading code, e.g. TXFH1.")
        private String item = "";

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.register(item, operatorToken);
            return "Instrument " + item + " is registered. A running strategy uses the previous instrument until it is"
                    + " restarted.";
        }
    }

    @Command(
            name = "instruments",
            mixinStandardHelpOptions = true,
            description = "List the instruments that can be traded, and the value of one point of each.",
            footer = {"", "Example:", "  aftm session instruments --json"})
    static final class Instruments extends Step {

        @Override
        void perform(DllGatewayClient gateway, Settings settings, Terminal terminal, boolean asJson) {
            List<Instrument> instruments = gateway.getInstruments();
            if (asJson) {
                terminal.json(new JsonDocuments.Instruments(
                        instruments.stream().map(JsonDocuments.Listed::of).toList()));
            } else if (instruments.isEmpty()) {
                terminal.line("The gateway knows no instruments yet; check with \"session status\" that it is logged"
                        + " in.");
            } else {
                terminal.table(
                        List.of("ITEM", "POINT VALUE"),
                        instruments.stream()
                                .map(one -> List.of(one.itemCode(), Terminal.number(one.multiplier())))
                                .toList());
            }
        }
    }
}
