package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests real processes on a disk that fails: none of them ends, and each goes on by itself. */
@Tag("long")
@Timeout(300)
@EnabledOnOs(OS.LINUX)
final class DiskIT {

    private static final String STRATEGY_WAITS =
            "waiting. The strategy sends no signals, because its store cannot be used: ";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final AftmProcess.Home home;

    DiskIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    /** Lets no write of a process to any file succeed, or any again: root may write to a read-only file. */
    private static void limit(ProcessHandle process, String longestFile) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + longestFile + ":")
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void a_strategy_on_a_full_disk_waits_and_goes_on() throws IOException, InterruptedException {
        home.with("SIMULATOR_TAPE_TICKS_PER_SECOND", "200");
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up").says("entry: ");
            ProcessHandle strategy = run.component("strategy");
            limit(strategy, "0");
            // A condition that the next ticks change, so that there is something to store.
            home.run("condition", "add", "--action", "buy", "--trigger-price", "20000", "--turning-point", "3");
            run.says(STRATEGY_WAITS);
            assertThat(home.run("status").out()).contains("The strategy sends no signals", "gateway: healthy");
            limit(strategy, "unlimited");
            run.says("The strategy's store can be used again; ");
            assertThat(strategy.isAlive()).isTrue();
            assertThat(run.out()).doesNotContain("ended unexpectedly");
            run.stop();
        }
        assertThat(home.run("audit", "verify").exitCode()).isZero();
    }

    @Test
    void processes_that_start_without_their_files_wait_for_them() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            for (String[] each : new String[][] {
                {"strategy", "strategy.db", "strategy        waiting. The strategy's store "},
                {"order-executor", "order-executor-account", "order-executor  waiting. The file order-executor-account "
                }
            }) {
                Path file = data.resolve(each[1]);
                Path aside = data.resolve("aside");
                Files.move(file, aside);
                Files.createDirectory(file);
                run.killComponent(each[0]);
                run.says(each[2]);
                Files.delete(file);
                Files.move(aside, file);
                String up = each[0] + " ".repeat(16 - each[0].length()) + "up after ";
                // The first time was before it was killed.
                await().atMost(PATIENCE)
                        .until(() -> run.out().lastIndexOf(up) > run.out().indexOf(each[2]));
            }
            run.stop();
        }
    }
}
