package dev.aftm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Tests that every command has help, an example and JSON output. */
final class CommandLineTest {

    /** Commands that run until they are stopped, or print another format. */
    private static final List<String> WITHOUT_JSON = List.of(
            "aftm gateway", "aftm strategy", "aftm order-executor", "aftm audit export", "aftm generate-completion");

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(CommandLineTest::leaves);
    }

    private static List<CommandLine> leaves() {
        List<CommandLine> leaves = leaves(Aftm.commandLine()).toList();
        assertThat(leaves).hasSizeGreaterThan(25);
        return leaves;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    @Test
    void every_command_has_an_example_that_starts_with_its_name() {
        for (CommandLine command : leaves()) {
            if (name(command).equals("aftm generate-completion")) {
                continue;
            }
            String[] footer = command.getCommandSpec().usageMessage().footer();
            assertThat(String.join("", command.getCommandSpec().usageMessage().description()))
                    .as(name(command))
                    .isNotBlank();
            assertThat(Arrays.stream(footer).filter(line -> line.startsWith("  ")))
                    .as("examples of " + name(command))
                    .isNotEmpty()
                    .allMatch(line -> line.strip().startsWith(name(command)));
        }
    }

    @Test
    void every_command_with_output_can_print_json() {
        for (CommandLine command : leaves()) {
            if (!WITHOUT_JSON.contains(name(command))) {
                assertThat(command.getCommandSpec().findOption("--json"))
                        .as(name(command))
                        .isNotNull();
            }
        }
    }

    @Test
    void every_level_has_help() {
        Stream.concat(Stream.of(Aftm.commandLine()), Aftm.commandLine().getSubcommands().values().stream())
                .forEach(command -> assertThat(command.getCommandSpec().findOption("--help"))
                        .as(name(command))
                        .isNotNull());
    }

    @Test
    void a_shell_completion_script_is_generated() {
        assertThat(AutoComplete.bash("aftm", Aftm.commandLine()))
                .contains("session", "select-account", "audit", "--request-id");
    }
}
