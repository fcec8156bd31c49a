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
                "The session of the running gateway with the exchange: see it, begin and end it, choose the account"
                        + " and the instrument.",
        subcommands = {
            SessionCommand.Status.class,
            SessionCommand.Login.class,
            SessionCommand.Logout.class,
            SessionCommand.SelectAccount.class,
            SessionCommand.Register.class,
            SessionCommand.Instruments.class
        })
public final class SessionCommand {

    /** What all of them share. */
    abstract static class Step implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** Does it, and prints. */
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

    /** One that changes something: it needs the operator's token, which is read from DATA_DIR. */
    abstract static class Change extends Step {

        /** Does it; the answer is a sentence for people. */
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
            description = "Show the session: whether there is one, for which account and which instrument.",
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
            description = "Tell the gateway to log in again, with the password in its EXCHANGE_PASSWORD_FILE.",
            footer = {"", "Example:", "  aftm session login"})
    static final class Login extends Change {

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.login(operatorToken);
            return "The gateway logs in; \"session status\" shows how that ended.";
        }
    }

    @Command(
            name = "logout",
            mixinStandardHelpOptions = true,
            description = "Tell the gateway to log out; it stays so until \"session login\". Orders that rest stay.",
            footer = {"", "Example:", "  aftm session logout"})
    static final class Logout extends Change {

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.logout(operatorToken);
            return "The gateway has logged out; new orders are refused until \"session login\".";
        }
    }

    @Command(
            name = "select-account",
            mixinStandardHelpOptions = true,
            description = "Select the account that signals trade for. It is kept, unless ORDER_ACCOUNT says otherwise.",
            footer = {"", "Example:", "  aftm session select-account F0012345"})
    static final class SelectAccount extends Change {

        @Parameters(paramLabel = "ACCOUNT", description = "One of the session's accounts.")
        private String account = "";

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.selectAccount(account, operatorToken);
            return "The account " + account
                    + " is selected. An order executor that is running trades for the earlier one"
                    + " until it is started again.";
        }
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = "Follow an instrument's trades. It is kept, unless REGISTERED_ITEM says otherwise.",
            footer = {"", "Example:", "  aftm session register TXFH1"})
    static final class Register extends Change {

        @Parameters(paramLabel = "ITEM", description = "The exchange's trading code, e.g. TXFH1.")
        private String item = "";

        @Override
        String change(DllGatewayClient gateway, String operatorToken) {
            gateway.register(item, operatorToken);
            return "The instrument " + item
                    + " is registered. A strategy that is running follows the earlier one until it"
                    + " is started again.";
        }
    }

    @Command(
            name = "instruments",
            mixinStandardHelpOptions = true,
            description = "List what can be traded, and what one point of each is worth.",
            footer = {"", "Example:", "  aftm session instruments --json"})
    static final class Instruments extends Step {

        @Override
        void perform(DllGatewayClient gateway, Settings settings, Terminal terminal, boolean asJson) {
            List<Instrument> instruments = gateway.getInstruments();
            if (asJson) {
                terminal.json(new JsonDocuments.Instruments(
                        instruments.stream().map(JsonDocuments.Listed::of).toList()));
            } else if (instruments.isEmpty()) {
                terminal.line("The gateway knows no instrument; has it been logged in?");
            } else {
                terminal.table(
                        List.of("ITEM", "A POINT IS"),
                        instruments.stream()
                                .map(one -> List.of(one.itemCode(), Terminal.number(one.multiplier())))
                                .toList());
            }
        }
    }
}
