package dev.aftm.app.process;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.simulator.SyntheticTape;
import dev.aftm.infrastructure.simulator.TaifexContracts;
import dev.aftm.infrastructure.simulator.TaifexTape;
import dev.aftm.interactor.port.market.Tape;
import java.nio.file.Path;
import java.util.List;

/**
 * The tape to replay and the instruments that can be traded on it.
 *
 * @param tape the tape, at its start
 * @param tapeId identifies the tape in its checkpoint
 * @param instruments the instruments that the paper exchange lists
 */
public record TapeSource(Tape tape, String tapeId, List<Instrument> instruments) {

    public TapeSource {
        instruments = List.copyOf(instruments);
    }

    /**
     * Opens the tape that the options describe.
     *
     * @throws Tape.TapeException the file is not a daily futures file, or is damaged
     */
    public static TapeSource open(TapeOptions options, Settings settings) {
        Path file = options.file();
        if (file == null) {
            Tape tape = new SyntheticTape(settings.tapeSeed(), settings.tapeTicks(), settings.tapeTicksPerSecond());
            String id = "built-in " + settings.tapeSeed() + " " + settings.tapeTicks() + " "
                    + settings.tapeTicksPerSecond();
            return new TapeSource(tape, id, instruments(SyntheticTape.ITEM_CODES));
        }
        TaifexTape tape = TaifexTape.open(file, options.product(), options.contract());
        String id = file.toAbsolutePath().normalize() + " " + options.product() + " " + options.contract();
        return new TapeSource(tape, id, instruments(List.of(tape.itemCode())));
    }

    private static List<Instrument> instruments(List<String> itemCodes) {
        return itemCodes.stream().map(TaifexContracts::instrument).toList();
    }

    /** Returns the instrument for conditions without one. */
    public String registeredItem() {
        return instruments.get(0).itemCode();
    }

    /** Returns a warning for each instrument whose contract multiplier is not known. */
    public List<String> warnings() {
        return instruments.stream()
                .filter(instrument ->
                        TaifexContracts.multiplierOf(instrument.itemCode()).isEmpty())
                .map(instrument -> "The contract multiplier of " + instrument.itemCode()
                        + " is not known, so its P&L is counted in points.")
                .toList();
    }
}
