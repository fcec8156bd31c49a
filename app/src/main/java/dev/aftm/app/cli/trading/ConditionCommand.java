package dev.aftm.app.cli.trading;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.store.ConditionsFile;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "condition",
        mixinStandardHelpOptions = true,
        description = "Show or change the conditions that the strategy trades on. A running system applies a change"
                + " within a second.",
        subcommands = {
            ConditionCommand.Add.class,
            ConditionCommand.ListAll.class,
            ConditionCommand.Remove.class,
            ConditionCommand.Import.class
        })
public final class ConditionCommand {

    private static <T> T withStore(SettingsOptions options, Function<SqliteStrategyStore, T> work) {
        Settings settings = options.load();
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        try (SqliteStrategyStore store = new SqliteStrategyStore(settings.strategyStore())) {
            return work.apply(store);
        }
    }

    private static void print(List<Condition> conditions, boolean json) {
        Terminal terminal = Terminal.standard();
        List<JsonDocuments.StoredCondition> documents =
                conditions.stream().map(JsonDocuments.StoredCondition::of).toList();
        if (json) {
            terminal.json(documents);
        } else if (documents.isEmpty()) {
            terminal.line("There are no conditions; add one with \"condition add\".");
        } else {
            terminal.table(
                    List.of(
                            "ID",
                            "ACTION",
                            "QUANTITY",
                            "ITEM",
                            "TRIGGER",
                            "ORDER",
                            "TAKE PROFIT",
                            "STOP LOSS",
                            "FOLLOWING",
                            "STATE"),
                    documents.stream().map(ConditionCommand::row).toList());
        }
    }

    private static List<String> row(JsonDocuments.StoredCondition condition) {
        String item = condition.itemCode();
        return List.of(
                String.valueOf(condition.id()),
                condition.action(),
                Terminal.number(condition.quantity()),
                item == null ? "registered" : item,
                Terminal.number(condition.triggerPrice()),
                Terminal.number(condition.orderPrice()),
                Terminal.number(condition.takeProfitPrice()),
                Terminal.number(condition.stopLossPrice()),
                condition.isFollowing() ? "yes" : "no",
                condition.state().equals("in_doubt") ? "unknown" : condition.state());
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add a condition.",
            footer = {"", "Example:", "  aftm condition add --action buy --trigger-price 17300 --following"})
    static final class Add implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(
                names = "--action",
                paramLabel = "SIDE",
                required = true,
                description = "Side of the entry:" + " ${COMPLETION-CANDIDATES}.")
        private Side action = Side.BUY;

        @Option(
                names = "--trigger-price",
                paramLabel = "P",
                required = true,
                description = "The price to wait for, in" + " points.")
        private BigDecimal triggerPrice = BigDecimal.ZERO;

        @Option(
                names = "--quantity",
                paramLabel = "N",
                description = "Number of contracts (default:" + " ${DEFAULT-VALUE}).")
        private int quantity = ConditionPlan.DEFAULT_QUANTITY;

        @Option(
                names = "--turning-point",
                paramLabel = "P",
                description =
                        "Enter when the price has turned back by" + " this many points (default: ${DEFAULT-VALUE}).")
        private BigDecimal turningPoint = ConditionPlan.DEFAULT_TURNING_POINT;

        @Option(
                names = "--take-profit-point",
                paramLabel = "P",
                description = "Exit at this gain, in points" + " (default: ${DEFAULT-VALUE}).")
        private BigDecimal takeProfitPoint = ConditionPlan.DEFAULT_TAKE_PROFIT_POINT;

        @Option(
                names = "--stop-loss-point",
                paramLabel = "P",
                description = "Exit at this loss, in points (default:" + " ${DEFAULT-VALUE}).")
        private BigDecimal stopLossPoint = ConditionPlan.DEFAULT_STOP_LOSS_POINT;

        @Option(names = "--following", description = "Let the trigger trail the price until the entry.")
        private boolean following;

        @Option(names = "--item", paramLabel = "CODE", description = "The instrument (default: the registered one).")
        private @Nullable String item;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() {
            if (item != null && !NewOrder.isCode(item)) {
                throw new ConfigurationException("--item must be 1 to 20 letters, digits or hyphens.");
            }
            ConditionPlan plan = new ConditionPlan(
                    action, triggerPrice, quantity, turningPoint, takeProfitPoint, stopLossPoint, following, item);
            print(withStore(settingsOptions, store -> store.add(List.of(plan))), json);
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the conditions and their states.",
            footer = {"", "Example:", "  aftm condition list --json"})
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() {
            print(withStore(settingsOptions, SqliteStrategyStore::conditions), json);
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove a condition.",
            footer = {"", "Example:", "  aftm condition remove 3"})
    static final class Remove implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Parameters(paramLabel = "ID", description = "The condition's number.")
        private long id;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Removed(long id, boolean removed) {}

        @Override
        public Integer call() {
            boolean removed = withStore(settingsOptions, store -> store.remove(id));
            if (json) {
                Terminal.standard().json(new Removed(id, removed));
                return removed ? ExitCodes.DONE : ExitCodes.FAILED;
            }
            if (removed) {
                Terminal.standard().line("Condition " + id + " was removed.");
                return ExitCodes.DONE;
            }
            Terminal.errors().line("There is no condition " + id + "; run \"condition list\" to see all conditions.");
            return ExitCodes.FAILED;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Add all conditions in a JSON file.",
            footer = {"", "Example:", "  aftm condition import conditions.json"})
    static final class Import implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Parameters(
                paramLabel = "FILE",
                description = "A JSON file with conditions:" + " [{\"action\":\"buy\",\"trigger_price\":17300}, ...].")
        private Path file = Path.of("");

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() {
            List<ConditionPlan> plans = ConditionsFile.read(file);
            print(withStore(settingsOptions, store -> store.add(plans)), json);
            return ExitCodes.DONE;
        }
    }
}
