package dev.aftm.app.process;

import dev.aftm.infrastructure.simulator.ReplaySpeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Options of the market data that the paper exchange replays.
 *
 * @param file a market data file of the Taiwan Futures Exchange; null for the built-in tape
 * @param product the product as written in the file
 * @param contract the contract as written in the file
 * @param pace the speed of the replay
 * @param runId identifies the run; a gateway that is restarted within a run continues the replay where it stopped
 * @param exitAtEnd whether the process ends when the replay ends
 */
public record TapeOptions(
        @Nullable Path file, String product, String contract, ReplaySpeed pace, String runId, boolean exitAtEnd) {

    /** Returns the options of the built-in tape, in real time. */
    public static TapeOptions builtIn(String runId, boolean withStrategy, boolean exitAtEnd) {
        return new TapeOptions(null, "", "", new ReplaySpeed.Timed(BigDecimal.ONE, withStrategy), runId, exitAtEnd);
    }
}
