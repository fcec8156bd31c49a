package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the distribution after unzipping, through its own scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/aftm is a script for a Unix shell.")
class DistributionIT {

    private static final long PATIENCE_SECONDS = 60;

    /** Larger than an archive from a command that ends early, e.g. because of a wrong setting. */
    private static final long WITH_SOCKETS = 8_000_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_starts_the_same_with_and_without_class_data_sharing() throws IOException, InterruptedException {
        Path home = Distribution.unzip(folder);
        String before = output(home, "aftm", "--version");
        assertThat(before).startsWith("aftm ").hasLineCount(1);

        assertThat(output(home, "prepare")).startsWith("Commands start from ").hasLineCount(1);
        assertThat(home.resolve("lib/aftm.jsa"))
                .isNotEmptyFile()
                .satisfies(made -> assertThat(Files.size(made)).isGreaterThan(WITH_SOCKETS));
        assertThat(output(home, "aftm", "--version")).isEqualTo(before);

        Files.writeString(home.resolve("lib/aftm.jsa"), "of another Java");
        assertThat(output(home, "aftm", "--version")).isEqualTo(before);
    }

    @Test
    void every_third_party_work_is_named_with_its_licence() throws IOException {
        Path home = Distribution.unzip(folder);
        assumeTrue(
                Files.exists(home.resolve("lib/aftm-sbom.json")),
                "A build without a network does not create the list of components.");
        List<String> others = new ArrayList<>();
        for (JsonNode component : new JsonMapper()
                .readTree(Files.readAllBytes(home.resolve("lib/aftm-sbom.json")))
                .get("components")) {
            String group = component.get("group").stringValue();
            if (!group.equals("dev.aftm")) {
                others.add(group + ":" + component.get("name").stringValue());
            }
        }
        assertThat(others).hasSizeGreaterThan(20);
        assertThat(Files.readAllLines(home.resolve("NOTICE")).stream()
                        .filter(line -> line.matches("  \\S+:\\S+ +\\S.*"))
                        .map(line -> line.strip().split(" ", -1)[0]))
                .containsExactlyInAnyOrderElementsOf(others);
    }

    /** Runs a script, which must succeed, and returns its output including errors. */
    private String output(Path home, String script, String... arguments) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", home.resolve("bin").resolve(script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
