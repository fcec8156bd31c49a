package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.history.SqliteHistoryStore;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.infrastructure.journal.FormerJournal;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description =
                "Repair what a restored or shortened journal has forgotten, and what is derived from the journal.",
        subcommands = {JournalCommand.Adopt.class, JournalCommand.Rebuild.class})
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

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description =
                    "Delete the history, in which requests of earlier trading days are found by their ids, and derive it"
                            + " anew from the journal. The gateway must be stopped. It does the same by itself, while it"
                            + " runs, if the history is missing or damaged.",
            footer = {"", "Example:", "  aftm journal rebuild"})
    static final class Rebuild implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Rebuilt(long events, long requests, String file) {}

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            Path folder = settings.journal();
            FormerJournal.refuse(folder);
            if (!Files.isDirectory(folder)) {
                throw new JournalException("There is no journal at " + folder
                        + "; set DATA_DIR, or DLL_GATEWAY_JOURNAL, as for the gateway.");
            }
            // Its lock keeps a gateway from using the history meanwhile.
            try (FileEventLog log = new FileEventLog(folder, settings.journalSurvivesPowerLoss())) {
                log.repair().ifPresent(Terminal.errors()::line);
                try (SqliteHistoryStore history = new SqliteHistoryStore(settings.history())) {
                    history.clear();
                    history.follow(log);
                    print(new Rebuilt(
                            history.head().position(),
                            requests(history),
                            settings.history().toString()));
                }
            }
            return ExitCodes.DONE;
        }

        private void print(Rebuilt rebuilt) {
            if (json) {
                Terminal.standard().json(rebuilt);
            } else {
                Terminal.standard()
                        .line("The history " + rebuilt.file() + " was derived anew: "
                                + Terminal.number(rebuilt.events()) + " events, "
                                + Terminal.number(rebuilt.requests())
                                + " orders, cancels and replacements.");
            }
        }

        private static long requests(HistoryStore history) {
            RequestCount count = new RequestCount();
            var unused = history.summarise(0, count);
            return count.requests;
        }
    }

    /** Counts the requests of a history. */
    private static final class RequestCount implements HistoryStore.SummaryReader {

        private long requests;

        @Override
        public void event(LoggedEvent event) {
            // Not counted.
        }

        @Override
        public void tag(String tag) {
            // Not counted.
        }

        @Override
        public void id(long fingerprint) {
            requests++;
        }
    }
}
