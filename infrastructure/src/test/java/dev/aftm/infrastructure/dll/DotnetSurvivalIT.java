package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DotnetSurvivalIT {

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC"})
    void java_and_mono_share_one_process_safely(String collector, @TempDir Path folder)
            throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(DotnetStub.LIBRARY),
                "Mono's compiler was not found, so there is no adapter for a .NET broker.");
        File said = folder.resolve("said.txt").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        collector,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DotnetSurvival.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        boolean ended = process.waitFor(DotnetSurvival.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said.toPath());
        assertThat(ended).as(text).isTrue();
        assertThat(text).contains("SURVIVED 285").contains("Full thread dump");
        assertThat(process.exitValue()).as(text).isZero();
    }
}
