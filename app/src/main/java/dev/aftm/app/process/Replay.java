package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.http.ReplayReport;
import dev.aftm.interactor.feed.ReplayTape;
import dev.aftm.interactor.port.Tape;
import dev.aftm.interactor.usecase.FillBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One replay of a tape, from its opening to its result. */
public final class Replay {

    private final String title;
    private final Market market;
    private final FillBook fills;
    private final ReplayTape replay;

    Replay(String title, Market market, FillBook fills, ReplayTape replay) {
        this.title = title;
        this.market = market;
        this.fills = fills;
        this.replay = replay;
    }

    /** What the user should know about the instruments. */
    public List<String> warnings() {
        return market.warnings();
    }

    /**
     * Plays the tape to its end.
     *
     * @param progress told the number of ticks every now and then
     * @param report where a report is to be written; null for none
     * @throws Tape.TapeException the tape is damaged
     * @throws ConfigurationException the report cannot be written
     */
    public Documents.Replay play(LongConsumer progress, @Nullable Path report) {
        ReplayReport observer = new ReplayReport(fills);
        try (Tape tape = report == null ? market.tape() : observer.following(market.tape())) {
            ReplayTape.Result result = replay.play(tape, progress);
            if (report != null) {
                write(observer, report, result);
            }
            return new Documents.Replay(
                    result.ticks(),
                    result.signals().stream().map(Documents.Signal::of).toList(),
                    fills.fills().stream().map(Documents.Trade::of).toList(),
                    Documents.number(fills.positions().realizedPnl()),
                    fills.openPositions().stream().map(Documents.Position::of).toList());
        }
    }

    private void write(ReplayReport observer, Path report, ReplayTape.Result result) {
        try {
            observer.write(report, title, result.signals());
        } catch (IOException e) {
            throw new ConfigurationException("--report is " + report + ", and it cannot be written.");
        }
    }
}
