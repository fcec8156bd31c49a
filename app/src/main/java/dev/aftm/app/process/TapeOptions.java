package dev.aftm.app.process;

import dev.aftm.interactor.marketdata.ReplaySpeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What moves the paper exchange's market.
 *
 * @param file a daily file of the exchange; null for the built-in tape
 * @param product as the file spells it
 * @param contract as the file spells it
 * @param pace how fast it is played
 * @param runId names the run; a gateway that is started again within a run never plays what was played
 * @param exitAtEnd whether the process ends when the tape does
 */
public record TapeOptions(
        @Nullable Path file, String product, String contract, ReplaySpeed pace, String runId, boolean exitAtEnd) {

    /** The paper exchange's own tape, at its own pace. */
    public static TapeOptions builtIn(String runId, boolean withStrategy, boolean exitAtEnd) {
        return new TapeOptions(null, "", "", new ReplaySpeed.Timed(BigDecimal.ONE, withStrategy), runId, exitAtEnd);
    }
}
