package dev.aftm.app.cli.operation;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.config.SettingsReference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show or explain the settings.",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Reference.class})
public final class ConfigCommand {

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the settings in force and the source of each.",
            footer = {"", "Example:", "  aftm config show --set LOG_LEVEL=DEBUG"})
    static final class Show implements Callable<Integer> {

        @Mixin
        private SettingsOptions settingsOptions = new SettingsOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** The output of {@code --json}. */
        record Entry(String name, String value, String origin) {}

        @Override
        public Integer call() {
            Settings settings = settingsOptions.load();
            settings.warnings().forEach(Terminal.errors()::line);
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
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "reference",
            mixinStandardHelpOptions = true,
            description = "Print the meaning, default and allowed values of every setting, in Markdown or as JSON.",
            footer = {"", "Example:", "  aftm config reference --json"})
    static final class Reference implements Callable<Integer> {

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        /** A setting in the output of {@code --json}. */
        record Described(String name, String defaultValue, String allowed, String meaning) {}

        @Override
        public Integer call() {
            if (json) {
                Terminal.standard()
                        .json(Arrays.stream(Setting.values())
                                .map(setting -> new Described(
                                        setting.name(), setting.defaultText(), setting.allowed(), setting.meaning()))
                                .toList());
                return ExitCodes.DONE;
            }
            Terminal.standard().text(SettingsReference.markdown());
            return ExitCodes.DONE;
        }
    }
}
