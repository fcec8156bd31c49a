package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.port.Tape;
import dev.aftm.interactor.usecase.ReplayTape;
import java.util.List;
import java.util.function.LongConsumer;

/** One replay of a tape, from its opening to its result. */
public final class Replay {

    private final Market market;
    private final PaperExchange exchange;
    private final ReplayTape replay;

    Replay(Market market, PaperExchange exchange, ReplayTape replay) {
        this.market = market;
        this.exchange = exchange;
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
                    exchange.fills().stream().map(Documents.Trade::of).toList(),
                    Documents.number(exchange.positionBook().realizedPnl()),
                    exchange.openPositions().stream()
                            .map(Documents.Position::of)
                            .toList());
        }
    }
}
