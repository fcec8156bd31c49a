package dev.aftm.infrastructure.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.LogHeadStoreContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLogHeadStoreTest implements LogHeadStoreContract, StoredFilesContract {

    private static final EventLog.Head FIRST = HEAD;

    @TempDir
    private Path folder = Path.of("");

    private int boots;

    private FileLogHeadStore store() {
        return store(false);
    }

    private FileLogHeadStore store(boolean survivesPowerLoss) {
        return store(survivesPowerLoss, String.format("%08d-0000-4000-8000-0123456789ab", boots));
    }

    private FileLogHeadStore store(boolean survivesPowerLoss, String bootId) {
        return new FileLogHeadStore(folder.resolve("data.head"), survivesPowerLoss, bootId);
    }

    @Override
    public void restartMachine() {
        boots++;
    }

    @Override
    public Path storedFiles() {
        try (FileLogHeadStore store = store()) {
            store.keep(FIRST);
        }
        return folder;
    }

    @Override
    public LogHeadStore heads() {
        return store();
    }

    @Test
    void an_empty_log_has_no_head_to_keep() {
        try (FileLogHeadStore store = store()) {
            store.keep(new EventLog.Head(0, ""));
        }
        assertThat(store().read()).isEmpty();
    }

    @Test
    void a_torn_or_foreign_file_counts_as_none() throws IOException {
        for (String content :
                new String[] {"", "7", "7:0a0a", "x".repeat(86), "0".repeat(20) + ":" + "0a".repeat(32)}) {
            Files.writeString(folder.resolve("data.head"), content);
            FileLogHeadStore store = store();
            assertThat(store.read()).as(content).isEmpty();
            assertThat(store.hasLostPower()).isFalse();
        }
    }

    @Test
    void a_synced_log_survives_a_power_loss() {
        store(true).keep(FIRST);
        restartMachine();
        assertThat(store(true).hasLostPower()).isFalse();
        assertThat(store(false).hasLostPower()).as("whoever asks").isFalse();
        store(false).keep(FIRST);
        restartMachine();
        assertThat(store(true).hasLostPower())
                .as("the last process did not sync")
                .isTrue();
    }

    @Test
    void without_a_boot_id_nothing_is_said() {
        store(false, "").keep(FIRST);
        assertThat(store().hasLostPower()).isFalse();
        store().keep(FIRST);
        restartMachine();
        assertThat(store(false, "").hasLostPower()).isFalse();
        assertThat(store().hasLostPower()).isTrue();
    }

    @Test
    void a_file_of_an_earlier_version_is_read() throws IOException {
        Files.writeString(folder.resolve("data.head"), String.format("%020d:%s\n", FIRST.position(), FIRST.hash()));
        assertThat(store().read()).contains(FIRST);
        assertThat(store().hasLostPower()).isFalse();
        store().keep(FIRST);
        assertThat(store().read()).contains(FIRST);
    }

    @Test
    void the_machine_tells_its_start_where_it_is_linux() {
        new FileLogHeadStore(folder.resolve("data.head"), false).keep(FIRST);
        assertThat(new FileLogHeadStore(folder.resolve("data.head"), false).hasLostPower())
                .isFalse();
        assertThat(store().hasLostPower()).isEqualTo(Files.exists(Path.of("/proc/sys/kernel/random/boot_id")));
    }

    @Test
    void a_file_that_cannot_be_written_stops_nothing() throws IOException {
        Files.createDirectories(folder.resolve("data.head"));
        try (FileLogHeadStore store = store()) {
            store.keep(FIRST);
            store.keep(FIRST);
            assertThat(store.read()).isEmpty();
        }
    }
}
