package dev.aftm.infrastructure.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.infrastructure.files.DiskFaultContract;
import dev.aftm.infrastructure.files.FullDisk;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.EventLogContract;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.ForwardingEventLog;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.HistoryStoreContract;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SqliteHistoryStoreTest implements HistoryStoreContract, StoredFilesContract, DiskFaultContract {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private SqliteHistoryStore history = unopened();
    private final FakeEventLog log = new FakeEventLog();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static SqliteHistoryStore unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("below"));
        file = folder.resolve("history.db");
        history = new SqliteHistoryStore(file, 3);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Override
    public HistoryStore history() {
        return history;
    }

    private void reopen() {
        history.close();
        history = new SqliteHistoryStore(file, 3);
    }

    private static LogEvent event(int i) {
        return new LogEvent.OfOrder(new OrderKey("A1", "request-" + i), "", new OrderEvent.Closed("?"));
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            log.append(EventLogContract.TIME.plusMillis(log.head().position()), List.of(event((int)
                    log.head().position())));
        }
    }

    private void assertComplete(HistoryStore store) {
        assertThat(store.head()).isEqualTo(log.head());
        for (LoggedEvent logged : log.events()) {
            assertThat(store.find(((LogEvent.OfOrder) logged.event()).key()).events())
                    .containsExactly(logged);
        }
    }

    /** How many ids are stored. */
    private static int count(HistoryStore store) {
        List<Long> ids = new ArrayList<>();
        var unused = store.summarise(0, new HistoryStore.SummaryReader() {
            @Override
            public void event(LoggedEvent event) {}

            @Override
            public void tag(String tag) {}

            @Override
            public void id(long fingerprint) {
                ids.add(fingerprint);
            }
        });
        return ids.size();
    }

    private void change(String update) throws SQLException {
        append(20);
        history.follow(log);
        history.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(update)).isPositive();
        }
        history = new SqliteHistoryStore(file, 3);
    }

    @Test
    void a_changed_fingerprint_is_damage() throws SQLException {
        change(
                "UPDATE ids SET fingerprints = CAST(substr(fingerprints, 1, 8) || x'00' || substr(fingerprints, 10) AS BLOB)");
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> count(history));
        history.follow(log);
        assertComplete(history);
    }

    @Test
    void a_changed_id_is_damage_and_not_a_new_id() throws SQLException {
        change("UPDATE events SET request_id = 'other' WHERE request_id = 'request-3'");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> history.find(new OrderKey("A1", "request-3")));
        history.follow(log);
        assertComplete(history);
    }

    @Test
    void a_changed_event_is_damage() throws SQLException {
        change(
                "UPDATE events SET line = CAST(replace(CAST(line AS TEXT), '?', '!') AS BLOB) WHERE request_id = 'request-3'");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> history.find(new OrderKey("A1", "request-3")));
        history.follow(log);
        assertComplete(history);
    }

    @Test
    void reopening_restores_everything() {
        append(20);
        history.follow(log);
        reopen();
        assertComplete(history);
        append(5);
        history.follow(log);
        assertComplete(history);
        assertThat(count(history)).isEqualTo(25);
    }

    @Test
    void ids_fill_many_blocks() {
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(event(i));
        }
        log.append(EventLogContract.TIME, events);
        history.close();
        history = new SqliteHistoryStore(file);
        history.follow(log);
        assertThat(count(history)).isEqualTo(20_000);
        append(1);
        history.follow(log);
        reopen();
        assertThat(count(history)).isEqualTo(20_001);
    }

    @Test
    void a_part_ends_where_a_batch_ends() {
        append(2);
        log.append(EventLogContract.TIME, List.of(event(2), event(3), event(4), event(5), event(6)));
        append(3);
        List<Long> asked = new ArrayList<>();
        List<EventLog.Head> heads = new ArrayList<>();
        EventLog batches = new ForwardingEventLog(log) {
            @Override
            public void read(long after, Reader reader) {
                heads.add(history.head());
                super.read(after, reader);
            }

            @Override
            public Optional<String> hashAt(long position) {
                asked.add(position);
                return position > 2 && position < 7 ? Optional.empty() : super.hashAt(position);
            }
        };
        history.follow(batches);
        assertThat(heads).extracting(EventLog.Head::position).containsExactly(0L, 7L);
        assertThat(asked).as("a hash is costly, so it is rarely asked for").hasSizeLessThan(4);
        assertComplete(history);
    }

    @Test
    void a_copy_made_while_it_follows_goes_on() throws IOException {
        append(20);
        Path copy = folder.resolve("below").resolve("history.db");
        EventLog copying = new ForwardingEventLog(log) {
            @Override
            public void read(long after, Reader reader) {
                if (after >= 9 && !Files.exists(copy)) {
                    copyTo(copy);
                }
                super.read(after, reader);
            }
        };
        history.follow(copying);
        try (SqliteHistoryStore other = new SqliteHistoryStore(copy, 3)) {
            assertThat(other.head().position()).isBetween(9L, 12L);
            assertThat(count(other)).isEqualTo((int) other.head().position());
            other.follow(log);
            assertComplete(other);
        }
    }

    /** What a process leaves that is killed now. */
    private void copyTo(Path copy) {
        try {
            Files.copy(file, copy);
            Files.copy(Path.of(file + "-wal"), Path.of(copy + "-wal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_failure_while_reading_the_log_keeps_what_is_stored() {
        append(20);
        EventLog failing = new ForwardingEventLog(log) {
            @Override
            public void read(long after, Reader reader) {
                super.read(after, event -> {
                    if (event.position() > 10) {
                        throw new JournalException("The journal cannot be read; check the disk.");
                    }
                    return reader.take(event);
                });
            }
        };
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> history.follow(failing));
        assertThat(history.head().position()).isEqualTo(9);
        history.follow(log);
        assertComplete(history);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_is_stored_is_found_while_the_disk_is_full() {
        append(20);
        history.follow(log);
        EventLog.Head before = history.head();
        append(20);
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(JournalException.class)
                        .isThrownBy(() -> history.follow(log))
                        .withMessageContaining("history.db");
                assertThat(history.find(new OrderKey("A1", "request-7")).events())
                        .hasSize(1);
                assertThat(history.head()).isEqualTo(before);
            }
        }
        history.follow(log);
        assertComplete(history);
        assertThat(count(history)).isEqualTo(40);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_start_on_a_full_disk_deletes_nothing() {
        append(20);
        history.follow(log);
        history.close();
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            history = new SqliteHistoryStore(file, 3);
            assertThat(history.head().position()).isZero();
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> history.find(KEY));
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> history.follow(log));
        }
        assertThat(history.find(new OrderKey("A1", "request-7")).events()).hasSize(1);
        assertComplete(history);
    }

    private void sql(String sql) throws SQLException {
        history.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertDerivedAnew() {
        history = new SqliteHistoryStore(file, 3);
        assertThat(history.head().position()).isZero();
        history.follow(log);
        assertComplete(history);
        assertThat(count(history)).isEqualTo(20);
    }

    @Test
    void a_foreign_or_newer_file_is_derived_anew() throws SQLException, IOException {
        append(20);
        for (String sql : List.of("PRAGMA application_id = 1", "PRAGMA user_version = 99", "DELETE FROM head")) {
            history.follow(log);
            sql(sql);
            assertDerivedAnew();
        }
        history.close();
        Files.writeString(file, "This is not a database. ".repeat(100));
        assertDerivedAnew();
    }

    @Test
    void a_line_that_cannot_be_read_is_derived_anew() throws SQLException {
        append(20);
        history.follow(log);
        sql("UPDATE events SET line = x'00'");
        history = new SqliteHistoryStore(file, 3);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> history.find(new OrderKey("A1", "request-7")))
                .withMessageContaining("is damaged; it is derived anew");
        history.follow(log);
        assertComplete(history);
    }

    @Test
    void a_damaged_page_is_noticed_and_derived_anew() throws SQLException, IOException {
        append(20);
        history.follow(log);
        history.close();
        byte[] content = Files.readAllBytes(file);
        // All pages after the first, which holds the schema.
        Arrays.fill(content, 4096, content.length, (byte) 0x55);
        Files.write(file, content);
        history = new SqliteHistoryStore(file, 3);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> history.find(new OrderKey("A1", "request-7")))
                .withMessageContaining("is damaged; it is derived anew");
        history.follow(log);
        assertComplete(history);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_deleted_or_replaced_in_use_is_derived_anew() throws IOException {
        append(20);
        history.follow(log);
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(file + suffix));
        }
        append(1);
        history.follow(log);
        assertComplete(history);
        Path other = folder.resolve("below").resolve("other.db");
        new SqliteHistoryStore(other, 3).close();
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        append(1);
        history.follow(log);
        assertComplete(history);
    }

    @Test
    void a_log_left_behind_by_a_deleted_file_is_not_used() throws IOException {
        append(20);
        history.follow(log);
        byte[] left = Files.readAllBytes(Path.of(file + "-wal"));
        history.close();
        Files.delete(file);
        Files.write(Path.of(file + "-wal"), left);
        assertDerivedAnew();
    }

    @Test
    void a_closed_history_stores_nothing_and_says_so() {
        append(1);
        history.close();
        history.follow(log);
        assertThat(history.head().position()).isZero();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> history.find(KEY))
                .withMessageContaining("is closed");
    }

    @Override
    public Path storedFiles() {
        append(20);
        history.follow(log);
        return folder;
    }

    /** The value is that of the last event in the log; events of failed attempts come before it. */
    @Override
    public Disk disk() {
        return new Disk() {
            @Override
            public void open() {
                history.close();
                history = new SqliteHistoryStore(files().get(0));
            }

            @Override
            public void write(int value) {
                log.append(EventLogContract.TIME, List.of(new LogEvent.AccountSelected("" + value)));
                history.follow(log);
            }

            @Override
            public int readAnew() {
                int[] found = {SAFE};
                try (SqliteHistoryStore anew = new SqliteHistoryStore(files().get(0))) {
                    var unused = anew.summarise(0, new HistoryStore.SummaryReader() {
                        @Override
                        public void event(LoggedEvent logged) {
                            found[0] = Integer.parseInt(((LogEvent.AccountSelected) logged.event()).account());
                        }

                        @Override
                        public void tag(String tag) {}

                        @Override
                        public void id(long fingerprint) {}
                    });
                }
                return found[0];
            }

            @Override
            public List<Path> files() {
                return List.of(folder.resolve("below").resolve("history.db"));
            }

            @Override
            public void stop() {
                history.close();
            }
        };
    }
}
