package dev.aftm.app.cli.run;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.terminal.Logging;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.BatchScheduling;
import picocli.CommandLine.Option;

/** The options and start-up code that the commands of single processes share. */
final class ProcessOptions {

    @Option(names = "--supervised", hidden = true, description = "A supervisor holds the other end of standard input.")
    private boolean supervised;

    /** Loads the settings; the supervisor passes all of them to a supervised process, which reads no file. */
    Settings load(SettingsOptions options) {
        return options.load(supervised);
    }

    /** Returns whether a supervisor started this process. */
    boolean isSupervised() {
        return supervised;
    }

    /** Starts the process: sets its scheduling, its logs and its lifecycle. */
    ProcessLifecycle begin(String component, Settings settings) {
        if (settings.isBatchScheduled()) {
            var unused = BatchScheduling.begin();
        }
        Logging.start(component, settings, supervised ? Logging.Console.PROBLEMS : Logging.Console.ALL);
        return ProcessLifecycle.begin(supervised);
    }
}
