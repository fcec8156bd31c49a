package dev.aftm.app.backtest;

import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.http.report.BacktestReport;
import dev.aftm.interactor.backtest.Backtest;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.position.TradeBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs a backtest of a market data file and returns its result. */
public final class BacktestRun {

    private final String title;
    private final TapeSource source;
    private final TradeBook fills;
    private final Backtest backtest;

    BacktestRun(String title, TapeSource source, TradeBook fills, Backtest backtest) {
        this.title = title;
        this.source = source;
        this.fills = fills;
        this.backtest = backtest;
    }

    /** Warnings about the instruments, for the user. */
    public List<String> warnings() {
        return source.warnings();
    }

    /**
     * Replays the market data to its end.
     *
     * @param progress receives the number of ticks, every 10,000 ticks
     * @param report the file to which a report is written; null for none
     * @throws Tape.TapeException the market data file is damaged
     * @throws ConfigurationException the report cannot be written
     */
    public JsonDocuments.Replay play(LongConsumer progress, @Nullable Path report) {
        BacktestReport observer = new BacktestReport(fills);
        try (Tape tape = report == null ? source.tape() : observer.following(source.tape())) {
            Backtest.Result result = backtest.play(tape, progress);
            if (report != null) {
                write(observer, report, result);
            }
            return new JsonDocuments.Replay(
                    result.ticks(),
                    result.signals().stream().map(JsonDocuments.Signal::of).toList(),
                    fills.fills().stream().map(JsonDocuments.Trade::of).toList(),
                    JsonDocuments.number(fills.positions().realizedPnl()),
                    fills.openPositions().stream()
                            .map(JsonDocuments.Position::of)
                            .toList());
        }
    }

    private void write(BacktestReport observer, Path report, Backtest.Result result) {
        try {
            observer.write(report, title, result.signals());
        } catch (IOException e) {
            throw new ConfigurationException("--report is " + report
                    + ", which cannot be written; give a file in an existing folder with free space.");
        }
    }
}
