package dev.aftm.infrastructure.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchSchedulingTest {

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String BATCH = "3";

    @Test
    void all_current_and_new_threads_are_scheduled_as_batch()
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        assumeTrue(
                Files.exists(THREADS) && Files.exists(Path.of("/usr/bin/chrt")),
                "This test needs Linux with the command chrt.");
        assertThat(BatchScheduling.begin().get(20, TimeUnit.SECONDS)).isTrue();
        Thread started = new Thread(() -> {}, "started-later");
        started.start();
        assertThat(policies()).isNotEmpty().containsOnly(BATCH);
        started.join(TimeUnit.SECONDS.toMillis(20));
    }

    /** Field 41 (policy) of each thread's stat line; field 2, the name, may contain blanks. */
    private static List<String> policies() throws IOException {
        List<String> policies = new ArrayList<>();
        try (Stream<Path> threads = Files.list(THREADS)) {
            for (Path thread : threads.toList()) {
                try {
                    String line = Files.readString(thread.resolve("stat"));
                    policies.add(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[38]);
                } catch (NoSuchFileException e) {
                    // The thread has ended in the meantime.
                }
            }
        }
        return policies;
    }
}
