package dev.aftm.app.cli.run;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.executor.OrderExecutorProcess;
import dev.aftm.app.process.Preflight;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "order-executor",
        mixinStandardHelpOptions = true,
        description = "Run only the order executor, which turns a strategy's signals into orders at a gateway.",
        footer = {"", "Example:", "  aftm order-executor --port 6557"})
public final class OrderExecutorCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ProcessOptions componentOptions = new ProcessOptions();

    @Override
    public Integer call() {
        Settings settings = componentOptions.load(settingsOptions);
        if (!componentOptions.isSupervised()) {
            Preflight.requireFree(settings, Setting.ZMQ_SIGNAL_PORT);
        }
        return new OrderExecutorProcess(settings, componentOptions.begin("order-executor", settings)).run();
    }
}
