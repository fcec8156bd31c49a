package dev.aftm.infrastructure.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.killswitch.KillSwitchStoreContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileKillSwitchStoreTest implements KillSwitchStoreContract, StoredFilesContract {

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path folder = Path.of("");

    @Override
    public FileKillSwitchStore store() {
        return new FileKillSwitchStore(folder, clock);
    }

    @Override
    public Path storedFiles() {
        store().write(new Engagement(Instant.EPOCH, "daily loss", "x"));
        return folder;
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
