package dev.aftm.app.cli.run;

import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.simulator.ReplaySpeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code run} and {@code gateway} that select the market data to replay. */
final class ReplayOptions {

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "The market data file to replay: daily futures trades of the Taiwan Futures Exchange (.zip or"
                    + " .csv). Without it, the paper exchange generates prices.")
    private @Nullable Path file;

    @Option(names = "--product", paramLabel = "P", description = "The product as written in the file, e.g. TX.")
    private @Nullable String product;

    @Option(
            names = "--contract",
            paramLabel = "C",
            description = "The contract as written in the file, e.g. 202108, or 202108/202109 for the calendar spread.")
    private @Nullable String contract;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            description = "The replay speed as a multiple of real time; or max, the default: as fast as the strategy"
                    + " acknowledges ticks, so that none is lost.")
    private @Nullable String speed;

    @Option(names = "--exit-when-replay-ends", description = "Print a summary and exit when the replay ends.")
    private boolean exitAtEnd;

    @Option(names = "--run-id", hidden = true, description = "The id of the supervisor's run.")
    private String runId = UUID.randomUUID().toString();

    @Option(names = "--with-strategy", hidden = true, description = "A strategy will connect and acknowledge ticks.")
    private boolean withStrategy;

    /** Returns the replay options of a whole system, which includes a strategy. */
    TapeOptions tapeWithStrategy(Settings settings) {
        withStrategy = true;
        return tape(settings);
    }

    TapeOptions tape(Settings settings) {
        if (file == null) {
            if (product != null || contract != null || speed != null) {
                throw new ConfigurationException("--product, --contract and --speed require --replay FILE.");
            }
            if (exitAtEnd && settings.tapeTicks() == 0) {
                throw new ConfigurationException("--exit-when-replay-ends requires market data that ends: give --replay"
                        + " FILE, or set SIMULATOR_TAPE_TICKS above 0.");
            }
            return TapeOptions.builtIn(runId, withStrategy, exitAtEnd);
        }
        if (product == null || contract == null) {
            throw new ConfigurationException(
                    "--replay requires --product and --contract, e.g. --product TX --contract 202108.");
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
