package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.risk.FileKillSwitchStore;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "kill-switch",
        mixinStandardHelpOptions = true,
        description = "Stop all new orders at once, or allow them again.",
        subcommands = {KillSwitchCommand.Engage.class, KillSwitchCommand.Release.class, KillSwitchCommand.Status.class})
public final class KillSwitchCommand {

    /** The output of {@code --json}. */
    record State(
            boolean engaged,
            @Nullable String since,
            @Nullable String by,
            @Nullable String reason) {

        static State of(Optional<Engagement> engagement) {
            return engagement
                    .map(one -> new State(true, JsonDocuments.time(one.at()), one.by(), one.reason()))
                    .orElseGet(() -> new State(false, null, null, null));
        }
    }

    /** Base class of the subcommands. */
    abstract static class Step implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        abstract Optional<Engagement> perform(DllGatewayClient gateway, Settings settings);

        /** Runs the subcommand without a gateway; returns empty if that is not possible. */
        Optional<Engagement> withoutGateway(Settings settings) {
            return Optional.empty();
        }

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            try (DllGatewayClient gateway = new DllGatewayClient(GatewayClients.interactive(settings))) {
                print(perform(gateway, settings));
                return ExitCodes.DONE;
            } catch (DllGatewayException e) {
                boolean isSilent = ExitCodes.exitCodeOfQuery(e) == ExitCodes.GATEWAY_UNREACHABLE;
                Optional<Engagement> done = isSilent ? withoutGateway(settings) : Optional.empty();
                if (done.isPresent()) {
                    Terminal.errors().line(ExitCodes.sentence(e));
                    print(done);
                    return ExitCodes.GATEWAY_UNREACHABLE;
                }
                Terminal.failure(e, json);
                return ExitCodes.exitCodeOfQuery(e);
            }
        }

        private void print(Optional<Engagement> engagement) {
            if (json) {
                Terminal.standard().json(State.of(engagement));
            } else {
                Terminal.standard()
                        .line(engagement
                                .map(one -> "The kill switch has been ENGAGED"
                                        + " since " + JsonDocuments.time(one.at()) + " by "
                                        + one.by() + ": " + one.reason())
                                .orElse("The kill switch is not engaged; new orders are accepted."));
            }
        }
    }

    @Command(
            name = "engage",
            mixinStandardHelpOptions = true,
            description = "Stop all new orders. If no gateway answers, a file is written to DATA_DIR instead; a gateway"
                    + " that uses"
                    + " this folder obeys it within milliseconds, or when it starts.",
            footer = {"", "Example:", "  aftm kill-switch engage --reason \"strange prices\" --cancel-orders"})
    static final class Engage extends Step {

        @Option(names = "--reason", paramLabel = "TEXT", description = "The reason; it is recorded permanently.")
        private String reason = "engaged at a terminal";

        @Option(names = "--cancel-orders", description = "Cancel all open orders as well.")
        private boolean cancelOrders;

        @Override
        Optional<Engagement> perform(DllGatewayClient gateway, Settings settings) {
            return gateway.engageKillSwitch(reason, cancelOrders);
        }

        @Override
        Optional<Engagement> withoutGateway(Settings settings) {
            if (!Files.isDirectory(settings.dataDirectory())) {
                return Optional.empty();
            }
            Engagement engagement = new Engagement(new SystemClock().now(), "operator", reason);
            FileKillSwitchStore store = new FileKillSwitchStore(settings.dataDirectory(), new SystemClock());
            Optional<Engagement> stored = write(store, engagement);
            if (cancelOrders) {
                Terminal.errors()
                        .line("Open orders were NOT cancelled; engage the kill switch again with"
                                + " --cancel-orders when the gateway answers.");
            }
            return stored;
        }

        /** On a full disk the file may be there without its content, which is enough. */
        private static Optional<Engagement> write(FileKillSwitchStore store, Engagement engagement) {
            try {
                store.write(engagement);
                return Optional.of(engagement);
            } catch (UncheckedIOException e) {
                Terminal.errors().line(String.valueOf(e.getMessage()));
                return store.read();
            }
        }
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Allow new orders again. Requires the operator token, which is read from DATA_DIR.",
            footer = {"", "Example:", "  aftm kill-switch release --reason \"prices are normal again\""})
    static final class Release extends Step {

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "The reason; it is recorded" + " permanently.")
        private String reason = "";

        @Override
        Optional<Engagement> perform(DllGatewayClient gateway, Settings settings) {
            return gateway.releaseKillSwitch(reason, OperatorToken.read(settings.dataDirectory()));
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show whether the kill switch is engaged, since when, by whom and why.",
            footer = {"", "Example:", "  aftm kill-switch status --json"})
    static final class Status extends Step {

        @Override
        Optional<Engagement> perform(DllGatewayClient gateway, Settings settings) {
            return gateway.killSwitch();
        }
    }
}
