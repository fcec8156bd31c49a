package dev.aftm.app.cli.run;

import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.marketdata.ReplaySpeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which {@code run} and {@code gateway} take a tape. */
final class ReplayOptions {

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "A daily futures file of the Taiwan Futures Exchange (.zip or .csv) to play;"
                    + " without it the paper exchange makes a tape of its own.")
    private @Nullable Path file;

    @Option(names = "--product", paramLabel = "P", description = "The product as the file spells it, e.g. TX.")
    private @Nullable String product;

    @Option(
            names = "--contract",
            paramLabel = "C",
            description = "The contract as the file spells it, e.g. 202108, or 202108/202109 for the calendar spread.")
    private @Nullable String contract;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            description = "How many times faster than it happened; max (the default): as fast as the strategy"
                    + " confirms, so that nothing is dropped.")
    private @Nullable String speed;

    @Option(names = "--exit-when-replay-ends", description = "End with a summary when the tape does.")
    private boolean exitAtEnd;

    @Option(names = "--run-id", hidden = true, description = "Names the run that a supervisor starts this for.")
    private String runId = UUID.randomUUID().toString();

    @Option(names = "--with-strategy", hidden = true, description = "A strategy will come and confirm ticks.")
    private boolean withStrategy;

    /** The tape of a whole system, in which there will be a strategy. */
    TapeOptions tapeWithStrategy(Settings settings) {
        withStrategy = true;
        return tape(settings);
    }

    TapeOptions tape(Settings settings) {
        if (file == null) {
            if (product != null || contract != null || speed != null) {
                throw new ConfigurationException("--product, --contract and --speed need --replay FILE.");
            }
            if (exitAtEnd && settings.tapeTicks() == 0) {
                throw new ConfigurationException("--exit-when-replay-ends needs a tape that ends: --replay FILE, or"
                        + " SIMULATOR_TAPE_TICKS above 0.");
            }
            return TapeOptions.builtIn(runId, withStrategy, exitAtEnd);
        }
        if (product == null || contract == null) {
            throw new ConfigurationException(
                    "--replay needs --product and --contract, e.g. --product TX --contract 202108.");
        }
        return new TapeOptions(file, product, contract, pace(), runId, exitAtEnd);
    }

    private ReplaySpeed pace() {
        if (speed == null || speed.equalsIgnoreCase("max")) {
            return new ReplaySpeed.Waiting();
        }
        try {
            return new ReplaySpeed.Timed(new BigDecimal(speed), withStrategy);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--speed is \"" + speed + "\"; it must be max, or a number from 0.001 to 1000000.");
        }
    }
}
