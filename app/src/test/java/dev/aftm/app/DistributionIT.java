package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is unzipped and started by its own script. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/aftm is a script for a Unix shell.")
class DistributionIT {

    private static final long PATIENCE_SECONDS = 60;

    /** A command that ends early, e.g. because a setting is refused, has read a few classes only. */
    private static final long WITH_SOCKETS = 8_000_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_starts_alike_before_and_after_it_was_prepared() throws IOException, InterruptedException {
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

    /** What it prints, errors included; it must succeed. */
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
