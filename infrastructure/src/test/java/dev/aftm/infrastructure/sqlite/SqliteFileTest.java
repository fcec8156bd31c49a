package dev.aftm.infrastructure.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftm.infrastructure.files.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Provokes every failure of a disk, many in a row, and looks at what the file holds and whether it can be used afterwards. */
@DisabledOnOs(OS.WINDOWS)
final class SqliteFileTest {

    private static final int IN_A_ROW = 5;

    /** The exception of this test's kind of file. */
    private static final class NotStoredException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotStoredException(String message) {
            super(message);
        }
    }

    private static final SqliteFile.Kind KIND = new SqliteFile.Kind(
            "test's store",
            0x74657374,
            List.of("CREATE TABLE numbers (number INTEGER PRIMARY KEY, filler BLOB)"),
            List.of(),
            "FULL",
            Duration.ofMillis(20),
            NotStoredException::new);

    @TempDir
    private Path folder = Path.of("");

    private Path path = Path.of("");
    private SqliteFile file = unopened();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static SqliteFile unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        path = folder.resolve("numbers.db");
        file = SqliteFile.open(path, KIND);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private static boolean add(SqliteFile to, int number) {
        return to.write(connection -> insert(connection, number));
    }

    private static boolean insert(Connection connection, int number) throws SQLException {
        try (var statement =
                connection.prepareStatement("INSERT INTO numbers (number, filler) VALUES (?, zeroblob(3000))")) {
            statement.setInt(1, number);
            return statement.executeUpdate() == 1;
        }
    }

    private static long count(SqliteFile of) {
        return of.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM numbers")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** What another process finds, or this one after its death. */
    private long countAnew() {
        try (SqliteFile other = SqliteFile.open(path, KIND)) {
            return count(other);
        }
    }

    private static boolean execute(SqliteFile in, String sql) {
        return in.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Ends a failure. */
    private interface End extends AutoCloseable {

        @Override
        void close() throws IOException, SQLException;
    }

    /** A disk's failure, and its end. */
    private enum Fault {
        FULL("because the disk is full") {
            @Override
            End begin(SqliteFile file, Path path) {
                execute(file, "PRAGMA max_page_count = 1");
                return () -> execute(file, "PRAGMA max_page_count = 1000000");
            }
        },
        DISK_ERROR("because the disk reports an error") {
            @Override
            End begin(SqliteFile file, Path path) {
                FullDisk disk = FullDisk.begin();
                return disk::close;
            }
        },
        READ_ONLY("cannot be written; check its permissions") {
            @Override
            End begin(SqliteFile file, Path path) {
                // Root may write everywhere, so the permissions of a file would not do.
                execute(file, "PRAGMA query_only = ON");
                return () -> {};
            }
        },
        LOCKED("is locked by another program") {
            @Override
            End begin(SqliteFile file, Path path) throws SQLException {
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + path);
                try (Statement statement = other.createStatement()) {
                    statement.execute("BEGIN IMMEDIATE");
                }
                return other::close;
            }
        },
        MOVED_AWAY("was deleted or replaced while it was in use") {
            @Override
            End begin(SqliteFile file, Path path) throws IOException {
                Path aside = path.resolveSibling("aside");
                Files.move(path, aside);
                return () -> Files.move(aside, path);
            }
        },
        REPLACED("was deleted or replaced while it was in use") {
            @Override
            End begin(SqliteFile file, Path path) throws IOException {
                Path aside = path.resolveSibling("aside");
                Files.move(path, aside);
                Files.copy(aside, path);
                return () -> {
                    Files.delete(path);
                    Files.move(aside, path);
                };
            }
        },
        LOG_DELETED("was deleted or replaced while it was in use") {
            @Override
            End begin(SqliteFile file, Path path) throws IOException {
                Path log = Path.of(path + "-wal");
                Path aside = path.resolveSibling("aside");
                Files.move(log, aside);
                return () -> Files.move(aside, log);
            }
        };

        private final String sentence;

        Fault(String sentence) {
            this.sentence = sentence;
        }

        abstract End begin(SqliteFile file, Path path) throws IOException, SQLException;

        /** A read-only connection is given up after its first failure, and the new one can write. */
        private int inARow() {
            return this == READ_ONLY ? 1 : IN_A_ROW;
        }
    }

    private void assertRefused(int number, String sentence) {
        assertThatExceptionOfType(NotStoredException.class)
                .isThrownBy(() -> add(file, number))
                .withMessageContaining(sentence)
                .withMessageContaining("numbers.db")
                .withMessageEndingWith(".");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void each_failure_is_a_sentence_and_passes(Fault fault) throws IOException, SQLException {
        add(file, 1);
        for (int round = 0; round < IN_A_ROW; round++) {
            try (var until = fault.begin(file, path)) {
                assertThat(until).isNotNull();
                for (int i = 0; i < fault.inARow(); i++) {
                    assertRefused(100 + i, fault.sentence);
                }
            }
            assertThat(count(file)).as("after the failures").isEqualTo(1L + round);
            add(file, 2 + round);
            assertThat(countAnew()).as("after the next write").isEqualTo(2L + round);
        }
    }

    @Test
    void failures_of_all_kinds_in_any_order_lose_nothing() throws IOException, SQLException {
        Random random = new Random(20261127);
        // A first row, because the table's first page would have room for one even on a full disk.
        int stored = 1;
        add(file, stored);
        for (int round = 0; round < 60; round++) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            try (var until = fault.begin(file, path)) {
                assertThat(until).isNotNull();
                int failures = 1 + random.nextInt(fault.inARow());
                for (int i = 0; i < failures; i++) {
                    assertRefused(1_000 + i, fault.sentence);
                }
            }
            if (random.nextBoolean()) {
                add(file, ++stored);
            }
            assertThat(count(file)).as("round %d, %s", round, fault).isEqualTo(stored);
        }
        assertThat(countAnew()).isEqualTo(stored);
    }

    @Test
    void a_commit_that_fails_in_the_disk_is_undone_for_good() {
        add(file, 1);
        // The limit is set between the work and the commit, so it is the commit that fails.
        try (Held disk = new Held()) {
            assertThatExceptionOfType(NotStoredException.class)
                    .isThrownBy(() -> file.write(connection -> {
                        insert(connection, 2);
                        return disk.fill();
                    }))
                    .withMessageContaining("because the disk reports an error")
                    .withMessageContaining("Whether the last change was stored");
        }
        assertThat(count(file)).isEqualTo(1);
        add(file, 3);
        assertThat(countAnew()).isEqualTo(2);
    }

    /** A full disk that begins within a transaction. */
    private static final class Held implements AutoCloseable {

        private @Nullable FullDisk disk;

        boolean fill() {
            disk = FullDisk.begin();
            return true;
        }

        @Override
        public void close() {
            if (disk != null) {
                disk.close();
            }
        }
    }

    @Test
    void work_that_fails_leaves_no_transaction_open() {
        for (int i = 0; i < IN_A_ROW; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> file.write(connection -> {
                        insert(connection, 7);
                        throw new IllegalStateException("The work failed.");
                    }));
        }
        add(file, 7);
        assertThat(countAnew()).isEqualTo(1);
    }

    @Test
    void a_failed_read_is_a_sentence_and_passes() {
        for (int i = 0; i < IN_A_ROW; i++) {
            assertThatExceptionOfType(NotStoredException.class)
                    .isThrownBy(() -> execute(file, "SELECT * FROM nowhere"))
                    .withMessageContaining("cannot be used");
        }
        assertThat(count(file)).isZero();
    }

    @Test
    void a_deleted_file_is_never_replaced_by_an_empty_one() throws IOException {
        add(file, 1);
        Files.delete(path);
        assertRefused(2, "was deleted or replaced");
        assertThatExceptionOfType(NotStoredException.class).isThrownBy(() -> count(file));
        assertThat(path).doesNotExist();
    }

    @Test
    void a_closed_file_cannot_be_used() {
        file.close();
        assertThatIllegalStateException().isThrownBy(() -> count(file));
        file.close();
    }

    @Test
    void a_file_that_could_not_be_created_leaves_nothing() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectory(other);
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertThatExceptionOfType(NotStoredException.class)
                    .isThrownBy(() -> SqliteFile.open(other.resolve("numbers.db"), KIND))
                    .withMessageContaining("because the disk reports an error");
        }
        assertThat(other).isEmptyDirectory();
        SqliteFile.open(other.resolve("numbers.db"), KIND).close();
    }

    @Test
    void an_empty_file_is_refused_and_its_log_is_kept() throws IOException {
        add(file, 1);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, copy.resolve(each.getFileName()));
            }
        }
        Path torn = copy.resolve("numbers.db");
        Files.write(torn, new byte[0]);
        long log = Files.size(Path.of(torn + "-wal"));
        assertThatExceptionOfType(NotStoredException.class)
                .isThrownBy(() -> SqliteFile.open(torn, KIND))
                .withMessageContaining("is an empty file");
        assertThat(Path.of(torn + "-wal")).hasSize(log);
    }

    @Test
    void what_can_be_derived_is_replaced_only_if_its_content_is_at_fault() throws IOException {
        assertThat(add(file, 1)).isTrue();
        file.close();
        List<String> deleted = new ArrayList<>();
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertThatExceptionOfType(NotStoredException.class)
                    .isThrownBy(() -> SqliteFile.openDerived(path, KIND, deleted::add));
        }
        assertThat(deleted).isEmpty();
        file = SqliteFile.openDerived(path, KIND, deleted::add);
        assertThat(count(file)).isEqualTo(1);
        assertThat(file.isGone()).isFalse();
        SqliteFile.delete(path);
        assertThat(file.isGone()).isTrue();
        file.close();
        Files.writeString(path, "This is no database.");
        file = SqliteFile.openDerived(path, KIND, deleted::add);
        assertThat(count(file)).isZero();
        assertThat(deleted).singleElement().asString().contains("cannot be opened");
    }
}
