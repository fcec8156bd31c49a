package dev.aftm.app.cli;

import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.interactor.usecase.TapePlayer;
import java.nio.file.Path;
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
    private String speed = "max";

    @Option(names = "--exit-when-replay-ends", description = "End with a summary when the tape does.")
    private boolean exitAtEnd;

    TapeOptions tape() {
        if (file == null) {
            if (product != null || contract != null) {
                throw new ConfigurationException("--product and --contract need --replay FILE.");
            }
            return TapeOptions.builtIn(exitAtEnd);
        }
        if (product == null || contract == null) {
            throw new ConfigurationException(
                    "--replay needs --product and --contract, e.g. --product TX --contract 202108.");
        }
        return new TapeOptions(file, product, contract, pace(), exitAtEnd);
    }

    private TapePlayer.Pace pace() {
        if (speed.equalsIgnoreCase("max")) {
            return new TapePlayer.Pace.Waiting();
        }
        try {
            double factor = Double.parseDouble(speed);
            if (factor >= 0.001 && factor <= 1_000_000) {
                return new TapePlayer.Pace.Timed(factor);
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw new ConfigurationException(
                "--speed is \"" + speed + "\"; it must be max, or a number from 0.001 to 1000000.");
    }
}
