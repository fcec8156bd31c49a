package dev.aftm.app.cli.run;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.supervisor.DaggerSupervisorComponent;
import dev.aftm.app.terminal.Logging;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the whole system: gateway, order executor and strategy, each in its own process.",
        footer = {
            "",
            "Examples:",
            "  aftm run",
            "  aftm run --replay Daily_2021_07_26.zip --product TX --contract 202108 --exit-when-replay-ends"
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ReplayOptions replayOptions = new ReplayOptions();

    @Option(names = "--json", description = "Print the summary as one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        Logging.start("supervisor", settings, Logging.Console.PROBLEMS);
        ProcessLifecycle lifecycle = ProcessLifecycle.beginSupervisor();
        return DaggerSupervisorComponent.factory()
                .create(
                        settings,
                        replayOptions.tapeWithStrategy(settings),
                        lifecycle,
                        Objects.requireNonNull(spec)
                                .root()
                                .userObject()
                                .getClass()
                                .getName(),
                        Terminal.standard(),
                        json)
                .controller()
                .run();
    }
}
