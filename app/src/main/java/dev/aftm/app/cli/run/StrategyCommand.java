package dev.aftm.app.cli.run;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.strategy.StrategyProcess;
import dev.aftm.infrastructure.config.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "strategy",
        mixinStandardHelpOptions = true,
        description = "Run only the strategy, which receives a gateway's ticks and sends signals to an order executor.",
        footer = {"", "Example:", "  aftm strategy --item TXFH1"})
public final class StrategyCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ProcessOptions componentOptions = new ProcessOptions();

    @Option(
            names = "--item",
            paramLabel = "CODE",
            description = "The instrument for conditions without one (default: the gateway's registered instrument).")
    private @Nullable String item;

    @Option(names = "--demonstrate", hidden = true, description = "Load demo conditions if there are none.")
    private boolean demonstrate;

    @Override
    public Integer call() {
        Settings settings = componentOptions.load(settingsOptions);
        return StrategyProcess.run(settings, item, demonstrate, componentOptions.begin("strategy", settings));
    }
}
