package dev.aftm.infrastructure.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.killswitch.KillSwitchStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileKillSwitchStoreTest implements KillSwitchStoreContract {

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path folder = Path.of("");

    @Override
    public FileKillSwitchStore store() {
        return new FileKillSwitchStore(folder, clock);
    }

    @Test
    void nobody_else_reads_it() throws IOException {
        store().write(new Engagement(Instant.EPOCH, "daily loss", "x"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kill-switch"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_a_person_has_touched_engages_it_whatever_it_holds() throws IOException {
        Path file = folder.resolve("kill-switch");
        for (String content : new String[] {"", "stop!", "not a time\nby\nreason", "\u0000\u0001\n\n\n"}) {
            Files.writeString(file, content);
            assertThat(store().read())
                    .as(content)
                    .contains(new Engagement(clock.now(), "file", "The file kill-switch was found in DATA_DIR."));
        }
    }

    @Test
    void where_it_cannot_be_kept_that_is_said() {
        FileKillSwitchStore nowhere = new FileKillSwitchStore(folder.resolve("none"), clock);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> nowhere.write(new Engagement(Instant.EPOCH, "x", "y")))
                .withMessageStartingWith("The file kill-switch in DATA_DIR cannot be written.");
    }
}
