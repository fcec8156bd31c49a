package dev.aftm.app.cli;

import dev.aftm.app.process.DaggerStrategyProcessComponent;
import dev.aftm.app.process.ProcessLife;
import dev.aftm.infrastructure.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "strategy",
        mixinStandardHelpOptions = true,
        description = "Run the strategy alone: listen to a gateway's ticks and send signals to an order executor.")
final class StrategyCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ComponentOptions componentOptions = new ComponentOptions();

    @Option(
            names = "--item",
            paramLabel = "CODE",
            description = "The instrument of conditions that name none (default: ${DEFAULT-VALUE}).")
    private String item = "TXFH1";

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        ProcessLife life = componentOptions.begin("strategy", settings);
        return DaggerStrategyProcessComponent.factory()
                .create(settings, item, life)
                .strategy()
                .run();
    }
}
