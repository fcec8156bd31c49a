package dev.aftm.infrastructure.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.simulator.TapeFuzz;
import dev.aftm.infrastructure.zeromq.codec.CodecFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the corpus and seeded mutations of it in every build; {@link FuzzRun} searches further with a coverage-guided fuzzer. */
final class FuzzCorpusTest {

    static final Path CORPUS = Path.of("src", "test", "resources", "fuzz");

    private static final int MUTATIONS = 400;

    /** A fuzz target. */
    @FunctionalInterface
    private interface Target {
        void take(byte[] input) throws IOException;
    }

    private static List<Path> corpus(String name) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(name))) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted;
        }
    }

    private static void run(String name, Target target) throws IOException {
        Random random = new Random(1);
        for (Path file : corpus(name)) {
            byte[] seed = Files.readAllBytes(file);
            target.take(seed);
            for (int i = 0; i < MUTATIONS; i++) {
                target.take(mutated(seed, random));
            }
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] mutated = Arrays.copyOf(seed, random.nextInt(4) == 0 ? random.nextInt(seed.length + 1) : seed.length);
        for (int i = random.nextInt(4); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    @Test
    void messages_are_accepted_or_rejected_with_a_sentence() throws IOException {
        run("codec", CodecFuzz::fuzzerTestOneInput);
    }

    @Test
    void tapes_are_read_or_rejected_with_a_sentence() throws IOException {
        run("tape", TapeFuzz::fuzzerTestOneInput);
    }
}
