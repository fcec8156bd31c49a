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

/** One replay of a tape, from its opening to its result. */
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

    /** What the user should know about the instruments. */
    public List<String> warnings() {
        return source.warnings();
    }

    /**
     * Plays the tape to its end.
     *
     * @param progress told the number of ticks every now and then
     * @param report where a report is to be written; null for none
     * @throws Tape.TapeException the tape is damaged
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
            throw new ConfigurationException("--report is " + report + ", and it cannot be written.");
        }
    }
}
