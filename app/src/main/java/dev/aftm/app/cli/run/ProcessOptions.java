package dev.aftm.app.cli.run;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.terminal.Logging;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import picocli.CommandLine.Option;

/** What the commands of single components share. */
final class ProcessOptions {

    @Option(names = "--supervised", hidden = true, description = "A supervisor holds the other end of standard input.")
    private boolean supervised;

    /** The settings; a supervised component is told them all, and looks for none itself. */
    Settings load(SettingsOptions options) {
        return options.load(supervised);
    }

    /** Whether a supervisor has started this component. */
    boolean isSupervised() {
        return supervised;
    }

    /** Begins the component's process: how it is scheduled, its logs and its life. */
    ProcessLifecycle begin(String component, Settings settings) {
        if (settings.isBatchScheduled()) {
            var unused = BatchScheduling.begin();
        }
        Logging.start(component, settings, supervised ? Logging.Console.PROBLEMS : Logging.Console.ALL);
        return ProcessLifecycle.begin(supervised);
    }
}
