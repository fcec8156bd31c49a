package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.interactor.port.Tape;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.ReplayTape;
import java.util.List;
import java.util.function.LongConsumer;

/** One replay of a tape, from its opening to its result. */
public final class Replay {

    private final Market market;
    private final FillBook fills;
    private final ReplayTape replay;

    Replay(Market market, FillBook fills, ReplayTape replay) {
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
     * @throws Tape.TapeException the tape is damaged
     */
    public Documents.Replay play(LongConsumer progress) {
        try (Tape tape = market.tape()) {
            ReplayTape.Result result = replay.play(tape, progress);
            return new Documents.Replay(
                    result.ticks(),
                    result.signals().stream().map(Documents.Signal::of).toList(),
                    fills.fills().stream().map(Documents.Trade::of).toList(),
                    Documents.number(fills.positions().realizedPnl()),
                    fills.openPositions().stream().map(Documents.Position::of).toList());
        }
    }
}
