package dev.aftm.infrastructure.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.files.DiskFaultContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import dev.aftm.interactor.port.store.StrategyStore;
import dev.aftm.interactor.port.store.StrategyStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStrategyStoreTest implements StrategyStoreContract, StoredFilesContract, DiskFaultContract {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private SqliteStrategyStore store = unopened();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static SqliteStrategyStore unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(folder.resolve("below"));
        file = folder.resolve("strategy.db");
        store = new SqliteStrategyStore(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public StrategyStore store() {
        return store;
    }

    private void damage(String sql) throws SQLException {
        store.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertRejected(String reason) {
        assertThatExceptionOfType(StrategyStore.StoreException.class)
                .isThrownBy(() -> new SqliteStrategyStore(file))
                .withMessageContaining(reason)
                .withMessageContaining("strategy.db");
    }

    @Test
    void reopening_restores_everything() {
        store.add(List.of(StrategyStoreContract.plan(17_300)));
        String storeId = store.storeId();
        store.close();
        store = new SqliteStrategyStore(file);
        assertThat(store.storeId()).isEqualTo(storeId);
        assertThat(store.conditions()).hasSize(1);
    }

    @Test
    void only_changes_by_others_change_the_version() {
        long before = store.version();
        store.add(List.of(StrategyStoreContract.plan(17_300)));
        assertThat(store.version()).isEqualTo(before);
        try (SqliteStrategyStore other = new SqliteStrategyStore(file)) {
            other.add(List.of(StrategyStoreContract.plan(17_200)));
        }
        assertThat(store.version()).isNotEqualTo(before);
        assertThat(store.conditions()).hasSize(2);
    }

    @Override
    public Path storedFiles() {
        store.add(List.of(StrategyStoreContract.plan(17_200)));
        return folder;
    }

    @Override
    public Disk disk() {
        return new Disk() {
            @Override
            public void open() {
                store.close();
                store = new SqliteStrategyStore(files().get(0));
            }

            @Override
            public void write(int value) {
                store.commit(List.of(), List.of(), new StrategyStore.FeedPosition("feed", value, 0));
            }

            @Override
            public int readAnew() {
                try (SqliteStrategyStore anew = new SqliteStrategyStore(files().get(0))) {
                    return (int) anew.position("feed").sequence();
                }
            }

            @Override
            public List<Path> files() {
                return List.of(folder.resolve("below").resolve("strategy.db"));
            }

            @Override
            public void stop() {
                store.close();
            }
        };
    }

    @Test
    void a_flipped_page_is_detected_at_the_start() throws IOException {
        store.close();
        byte[] content = Files.readAllBytes(file);
        // The beginning of the second page, which is the root of a table or an index.
        Arrays.fill(content, 4096, 4096 + 64, (byte) 0x55);
        Files.write(file, content);
        assertRejected("is damaged");
    }

    @Test
    void a_foreign_database_is_rejected() throws SQLException {
        damage("PRAGMA application_id = 1");
        assertRejected("is not a strategy's store of AFTM");
    }

    @Test
    void a_store_of_a_newer_version_is_rejected() throws SQLException {
        damage("PRAGMA user_version = 99");
        assertRejected("was written by a newer version of AFTM (schema 99");
    }

    @Test
    void a_file_that_is_no_database_is_rejected_unchanged() throws IOException {
        store.close();
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(file + suffix));
        }
        String text = "This is not a database. ".repeat(100);
        Files.writeString(file, text);
        assertRejected("cannot be opened");
        assertThat(file).hasContent(text);
    }
}
