package dev.aftm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aftm.infrastructure.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Checks the links, paths, commands and settings in the documentation. The code blocks are tested next to the code that they
 * describe.
 */
final class DocumentationTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern FENCE =
            Pattern.compile("^```(\\w*)[^\\n]*\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]+]\\(([^)\\s]+)\\)");
    private static final Pattern IMAGE = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("(?:java -jar \\S*aftm\\.jar|(?<![/\\w-])(?:bin/)?aftm) +(\\S.*)");
    private static final Pattern OWN_PATH =
            Pattern.compile("(?:\\.ci|app|architecture-tests|docs|domain|infrastructure|interactor)/[\\w./-]*\\w");
    private static final Pattern SETTING = Pattern.compile("\\b([A-Z]{2,}(?:_[A-Z]+)+)=");

    private static Map<Path, String> documents() throws IOException {
        Map<Path, String> documents = new LinkedHashMap<>();
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            for (Path file : Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                documents.put(file, Files.readString(file));
            }
        }
        assertThat(documents).hasSizeGreaterThan(25);
        return documents;
    }

    private static Stream<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(result -> result.group(group));
    }

    private static String prose(String text) {
        return FENCE.matcher(text).replaceAll("");
    }

    /** Returns the anchors of a page's headings: lower case, hyphens for spaces, without punctuation. */
    private static List<String> anchors(String text) {
        return prose(text)
                .lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        Map<Path, String> documents = documents();
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Map.Entry<Path, String> document : documents.entrySet()) {
            String text = prose(document.getValue());
            for (String link :
                    Stream.concat(found(LINK, text, 1), found(IMAGE, text, 1)).toList()) {
                links++;
                if (link.startsWith("http")) {
                    continue;
                }
                String[] parts = link.split("#", -1);
                Path target = parts[0].isEmpty()
                        ? document.getKey()
                        : document.getKey().resolveSibling(parts[0]).normalize();
                boolean leads = Files.exists(target)
                        && (parts.length == 1
                                || anchors(Files.readString(target)).contains(parts[1]));
                if (!leads) {
                    broken.add(document.getKey() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(50);
    }

    @Test
    void every_named_path_of_this_project_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<Path, String> document : documents().entrySet()) {
            for (String code : found(CODE, prose(document.getValue()), 1).toList()) {
                Matcher path = OWN_PATH.matcher(code);
                if (path.matches()
                        && !code.matches(".*/(target|com/example)/.*")
                        && !Files.exists(ROOT.resolve(code))) {
                    missing.add(document.getKey() + ": " + code);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Returns the commands in a page's shell blocks, which must be complete. */
    private static List<String> typed(String text) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .flatMap(block -> block.group(2).lines())
                .flatMap(DocumentationTest::command)
                .toList();
    }

    /** Returns the commands in a page's text, which may lack their options. */
    private static List<String> named(String text) {
        return found(CODE, prose(text), 1).flatMap(DocumentationTest::command).toList();
    }

    private static Stream<String> command(String line) {
        // A synopsis with placeholders is not a command.
        return COMMAND.matcher(line)
                .results()
                .map(DocumentationTest::arguments)
                .filter(command -> !command.matches(".*[\\[\\]…|\\\\{].*") && command.matches("[a-z-].*"));
    }

    private static String arguments(MatchResult command) {
        return command.group(1).replaceAll("(\\s+(#|&|\\|)|\\)).*", "").strip();
    }

    @Test
    void every_command_that_is_shown_can_be_parsed() throws IOException {
        int commands = 0;
        for (Map.Entry<Path, String> document : documents().entrySet()) {
            if (document.getKey().toString().contains("adr")) {
                // Decision records also quote output.
                continue;
            }
            for (String command : typed(document.getValue())) {
                commands++;
                assertThatCode(() -> parse(command))
                        .as("%s: aftm %s", document.getKey(), command)
                        .doesNotThrowAnyException();
            }
            for (String command : named(document.getValue())) {
                commands++;
                assertThatCode(() -> parseName(command))
                        .as("%s: aftm %s", document.getKey(), command)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(commands).isGreaterThan(25);
    }

    private static void parse(String command) {
        Aftm.commandLine().parseArgs(command.split(" +", -1));
    }

    private static void parseName(String command) {
        try {
            parse(command);
        } catch (CommandLine.MissingParameterException e) {
            assertThat(e.getCommandLine().getSubcommands())
                    .as("the command is named with its subcommand")
                    .isEmpty();
        }
    }

    @Test
    void every_named_setting_exists() throws IOException {
        Map<String, Path> unknown = new HashMap<>();
        for (Map.Entry<Path, String> document : documents().entrySet()) {
            found(SETTING, document.getValue(), 1)
                    .filter(name -> Arrays.stream(Setting.values())
                            .noneMatch(setting -> setting.name().equals(name)))
                    .forEach(name -> unknown.put(name, document.getKey()));
        }
        assertThat(unknown).isEmpty();
    }
}
