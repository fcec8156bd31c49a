package dev.aftm.app.cli;

import dev.aftm.app.terminal.Failures;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.config.SettingsReference;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "The settings.",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Reference.class})
final class ConfigCommand {

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the settings in force, each with where it came from.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** What is printed with {@code --json}. */
        record Entry(String name, String value, String origin) {}

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            List<Entry> entries = settings.all().stream()
                    .map(value -> new Entry(value.setting().name(), value.text(), value.origin()))
                    .toList();
            if (json) {
                Terminal.standard().json(entries);
            } else {
                Terminal.standard()
                        .table(
                                List.of("SETTING", "VALUE", "FROM"),
                                entries.stream()
                                        .map(entry -> List.of(entry.name(), entry.value(), entry.origin()))
                                        .toList());
            }
            return Failures.DONE;
        }
    }

    @Command(
            name = "reference",
            mixinStandardHelpOptions = true,
            description = "Print what every setting means and allows, in Markdown.")
    static final class Reference implements Callable<Integer> {

        @Override
        public Integer call() {
            System.out.print(SettingsReference.markdown());
            return Failures.DONE;
        }
    }
}
