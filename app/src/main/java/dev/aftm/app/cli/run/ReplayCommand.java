package dev.aftm.app.cli.run;

import dev.aftm.app.backtest.BacktestRun;
import dev.aftm.app.backtest.DaggerBacktestComponent;
import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.store.ConditionsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Backtest: replay a market data file through strategy, gateway and paper exchange in one"
                + " process, as"
                + " fast as possible. Nothing is stored; the same file and conditions always give the same result.",
        footer = {
            "",
            "Examples:",
            "  aftm replay --tape Daily_2021_07_26.zip --product TX --contract 202108 --conditions conditions.json",
            "  aftm replay --tape Daily.csv --product TX --contract 202108 --conditions conditions.json --report"
                    + " replay.html"
        })
public final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Option(
            names = "--tape",
            paramLabel = "FILE",
            required = true,
            description = "A market data file: daily futures trades of the Taiwan Futures Exchange (.zip or .csv).")
    private Path tape = Path.of("");

    @Option(
            names = "--product",
            paramLabel = "P",
            required = true,
            description = "The product as written in the" + " file, e.g. TX.")
    private String product = "";

    @Option(
            names = "--contract",
            paramLabel = "C",
            required = true,
            description = "The contract as written in the file, e.g. 202108.")
    private String contract = "";

    @Option(
            names = "--conditions",
            paramLabel = "FILE",
            required = true,
            description = "A JSON file with conditions: [{\"action\":\"buy\",\"trigger_price\":17300}, ...].")
    private Path conditions = Path.of("");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write an HTML report: prices with the signals, P&L, drawdown and tables.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        BacktestRun backtest = DaggerBacktestComponent.factory()
                .create(settings, tape, product, contract, ConditionsFile.read(conditions))
                .backtest();
        boolean watched = Terminal.isInteractive() && !json;
        Terminal progress = Terminal.errors();
        requireWritable(report);
        JsonDocuments.Replay result = backtest.play(
                ticks -> {
                    if (watched) {
                        progress.status(Terminal.number(ticks) + " ticks");
                    }
                },
                report);
        progress.status("");
        Terminal terminal = Terminal.standard();
        if (json) {
            terminal.json(result);
        } else {
            backtest.warnings().forEach(terminal::line);
            print(terminal, result);
            if (report != null) {
                terminal.line("The report was written to " + report + ".");
            }
        }
        return 0;
    }

    /** Checked before the replay, so that a long replay does not fail at its end. */
    private static void requireWritable(@Nullable Path report) {
        if (report == null) {
            return;
        }
        Path folder = report.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(report)) {
            throw new ConfigurationException(
                    "--report is " + report + ", which cannot be written; give a file in an existing folder.");
        }
    }

    private static void print(Terminal terminal, JsonDocuments.Replay result) {
        if (!result.signals().isEmpty()) {
            terminal.table(
                    List.of("TIME", "CONDITION", "REASON", "SIDE", "QUANTITY", "ITEM", "PRICE"),
                    result.signals().stream()
                            .map(signal -> List.of(
                                    signal.time(),
                                    String.valueOf(signal.conditionId()),
                                    signal.reason().replace('_', ' '),
                                    signal.side(),
                                    Terminal.number(signal.quantity()),
                                    signal.itemCode(),
                                    Terminal.number(signal.price())))
                            .toList());
        }
        terminal.line(Terminal.number(result.ticks()) + " ticks, "
                + Terminal.number(result.signals().size()) + " signals, "
                + Terminal.number(result.fills().size()) + " fills.");
        terminal.line("Realised P&L: " + Terminal.number(result.realizedPnl()));
        JsonDocuments.printPositions(terminal, result.positions());
    }
}
