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

    private static final EventLog.Head FIRST = new EventLog.Head(7, "0a".repeat(32));

    @TempDir
    private Path folder = Path.of("");

    private FileLogHeadStore store() {
        return new FileLogHeadStore(folder.resolve("data.head"));
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
            assertThat(store().read()).as(content).isEmpty();
        }
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
