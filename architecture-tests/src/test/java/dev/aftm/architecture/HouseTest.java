package dev.aftm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The top level is the owner's list, and retired words stay out. */
@Tag("rules")
final class HouseTest {

    private static final Path ROOT = Path.of("..");

    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml",
            "domain",
            "interactor",
            "infrastructure",
            "app",
            "architecture-tests",
            "docs",
            "README.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            "NOTICE",
            "SECURITY.md");

    /** What a build, or a run of the system from this folder, leaves behind; .gitignore lists the same. */
    private static final Pattern LEFT_BEHIND = Pattern.compile("target|data(-.*)?(\\.head)?|logs|\\..*|.*\\.iml");

    private static final Pattern RETIRED = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|$");

    private static final Path GLOSSARY = ROOT.resolve("docs").resolve("glossary.md");

    /** The words as they were are history there. */
    private static final Set<String> MAY_SAY_THEM = Set.of("glossary.md", "CHANGELOG.md", "HouseTest.java");

    private static final int LEAST_RETIRED = 80;
    private static final int LEAST_FILES = 700;

    @Test
    void the_top_level_is_what_the_owner_listed() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            Set<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !LEFT_BEHIND.matcher(name).matches())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names)
                    .as("move what is new into one of the modules, or into docs")
                    .isEqualTo(new TreeSet<>(TOP_LEVEL));
        }
    }

    @Test
    void no_retired_word_comes_back() throws IOException {
        Map<String, String> retired = retired();
        assertThat(retired).hasSizeGreaterThan(LEAST_RETIRED);
        Pattern words = Pattern.compile(
                retired.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(", ")\\b")),
                Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        List<Path> files = files();
        for (Path file : files) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                // A link's target is a file name, which a decision record keeps.
                Matcher matcher = words.matcher(line.replaceAll("adr/\\d{4}-[\\w-]+", ""));
                while (matcher.find()) {
                    String word = matcher.group();
                    String better = replacement(retired, word);
                    if (!better.isEmpty()) {
                        found.add(ROOT.relativize(file) + ":" + number + " says \"" + word + "\"; say \"" + better
                                + "\"");
                    }
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(LEAST_FILES);
        assertThat(found).isEmpty();
    }

    /** The retired names of classes, which are written in one way, and phrases, which may begin a sentence. */
    private static String replacement(Map<String, String> retired, String word) {
        String exact = retired.get(word);
        String phrase = word.equals(word.toLowerCase(Locale.ROOT)) || !word.matches(".*[a-z][A-Z].*")
                ? retired.get(word.toLowerCase(Locale.ROOT))
                : null;
        return exact == null ? (phrase == null ? "" : phrase) : exact;
    }

    private static Map<String, String> retired() throws IOException {
        String page = Files.readString(GLOSSARY);
        Map<String, String> retired = new LinkedHashMap<>();
        RETIRED.matcher(page.substring(page.indexOf("## Retired words")))
                .results()
                .forEach(row -> retired.put(row.group(1), row.group(2)));
        return retired;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|md|puml|xml|yaml|yml|sh|c|h|cs|js|html)"))
                    .filter(file ->
                            !ROOT.relativize(file).toString().matches("(.*/)?(target|data[^/]*|logs|\\.git)/.*"))
                    .filter(file -> !MAY_SAY_THEM.contains(file.getFileName().toString()))
                    .toList();
        }
    }
}
