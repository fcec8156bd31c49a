package dev.aftm.infrastructure.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.files.DiskFaultContract;
import dev.aftm.infrastructure.files.FullDisk;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.killswitch.KillSwitchStoreContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileKillSwitchStoreTest implements KillSwitchStoreContract, StoredFilesContract, DiskFaultContract {

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path parent = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(parent.resolve("data"));
    }

    @Override
    public FileKillSwitchStore store() {
        return new FileKillSwitchStore(folder, clock);
    }

    @Override
    public Path storedFiles() {
        store().write(new Engagement(Instant.EPOCH, "daily loss", "x"));
        return folder;
    }

    @Override
    public Disk disk() {
        return new Disk() {
            @Override
            public void open() {}

            @Override
            public void write(int value) {
                store().write(new Engagement(Instant.EPOCH, "client", String.valueOf(value)));
            }

            @Override
            public int readAnew() {
                return store().read()
                        .map(Engagement::reason)
                        .map(reason -> reason.matches("\\d+") ? Integer.parseInt(reason) : SAFE)
                        .orElseThrow();
            }

            @Override
            public List<Path> files() {
                return List.of(folder.resolve("kill-switch"));
            }

            @Override
            public void stop() {}
        };
    }

    @Test
    void a_full_disk_still_engages_it_for_the_next_start() {
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> store().write(new Engagement(Instant.EPOCH, "daily loss", "too much")));
        }
        assertThat(store().read()).as("what the next process finds").isPresent();
    }

    @Test
    void a_folder_that_cannot_be_read_counts_as_engaged() throws IOException {
        Files.delete(folder);
        assertThat(store().read()).as("the folder is gone").map(Engagement::by).contains("file");
        Files.writeString(folder, "a file in the place of the folder");
        assertThat(store().read())
                .map(Engagement::reason)
                .contains(
                        "It cannot be seen whether the file kill-switch is in DATA_DIR; check the folder and its disk.");
        Files.delete(folder);
        Files.createSymbolicLink(folder, folder);
        assertThat(store().read()).as("a link to itself").isPresent();
        Files.delete(folder);
        Files.createDirectory(folder);
        assertThat(store().read()).isEmpty();
        Files.createSymbolicLink(folder.resolve("kill-switch"), folder.resolve("nowhere"));
        assertThat(store().read()).as("a link to nowhere").isPresent();
    }

    @Test
    void any_file_content_engages_the_kill_switch() throws IOException {
        Path file = folder.resolve("kill-switch");
        for (String content : new String[] {"", "stop!", "not a time\nby\nreason", "\u0000\u0001\n\n\n"}) {
            Files.writeString(file, content);
            assertThat(store().read())
                    .as(content)
                    .contains(new Engagement(clock.now(), "file", "The file kill-switch was found in DATA_DIR."));
        }
    }

    @Test
    void a_failure_to_write_is_reported() {
        FileKillSwitchStore nowhere = new FileKillSwitchStore(folder.resolve("none"), clock);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> nowhere.write(new Engagement(Instant.EPOCH, "x", "y")))
                .withMessageStartingWith("The file kill-switch in DATA_DIR cannot be written;");
    }
}
