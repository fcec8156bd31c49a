package dev.aftm.app.cli;

import dev.aftm.app.process.DaggerSupervisorComponent;
import dev.aftm.app.process.ProcessLife;
import dev.aftm.app.terminal.Logging;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the whole system: gateway, order executor and strategy, each in a process of its own.",
        footer = {
            "",
            "Examples:",
            "  aftm run",
            "  aftm run --replay Daily_2021_07_26.zip --product TX --contract 202108 --exit-when-replay-ends"
        })
final class RunCommand implements Callable<Integer> {

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
        ProcessLife life = ProcessLife.beginSupervisor();
        return DaggerSupervisorComponent.factory()
                .create(
                        settings,
                        replayOptions.tapeWithStrategy(settings),
                        life,
                        Aftm.class.getName(),
                        Terminal.standard(),
                        json)
                .controller()
                .run();
    }
}
