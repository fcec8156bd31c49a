package dev.aftm.infrastructure.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.simulator.TapeFuzz;
import dev.aftm.infrastructure.zeromq.codec.CodecFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs Jazzer, a coverage-guided fuzzer, for {@code fuzz.seconds} on each target. It runs only when requested by name:
 * {@code mvn verify -pl infrastructure -am -Dtest=FuzzRun -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.seconds=60}. Copy its
 * findings into the corpus, so that {@link FuzzCorpusTest} detects regressions.
 */
final class FuzzRun {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 30);

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"codec", "tape"})
    void fuzzing_finds_no_failure(String name, @TempDir Path folder) throws IOException, InterruptedException {
        Class<?> target = name.equals("codec") ? CodecFuzz.class : TapeFuzz.class;
        Path found = Files.createDirectory(folder.resolve("found"));
        Process fuzzer = new ProcessBuilder(List.of(
                        java(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=dev.aftm.**",
                        "--reproducer_path=" + folder,
                        "-max_total_time=" + SECONDS,
                        "-max_len=4096",
                        "-artifact_prefix=" + folder + "/",
                        found.toString(),
                        FuzzCorpusTest.CORPUS.resolve(name).toAbsolutePath().toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("fuzzer.txt").toFile())
                .start();
        assertThat(fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(folder.resolve("fuzzer.txt"));
        assertThat(fuzzer.exitValue()).as(said).isZero();
        assertThat(said).as("the fuzzer has really run").contains("Done ").contains("cov:");
        System.out.println(name + ": "
                + said.lines()
                        .filter(line -> line.startsWith("Done ") || line.contains("DONE"))
                        .reduce("", (all, line) -> all + line.strip() + " "));
    }
}
