package dev.aftm.infrastructure.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.journal.audit.JournalAudit;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.JournalException;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.State;
import dev.aftm.interactor.port.store.OrderJournalContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteOrderJournalTest implements OrderJournalContract, StoredFilesContract {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private SqliteOrderJournal journal = unopened();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static SqliteOrderJournal unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        file = folder.resolve("journal.db");
        journal = reopened();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private SqliteOrderJournal reopened() {
        return new SqliteOrderJournal(file, SqliteOrderJournal.Sync.NORMAL, new FakeClock());
    }

    @Override
    public OrderJournal journal() {
        return journal;
    }

    private Entry accept(String id) {
        Entry intent = journal.recordIntents(List.of(Orders.request(id, Orders.buy(1))), DAY)
                .get(0);
        journal.recordOutcomes(List.of(new Outcome(intent.key(), new State.Accepted("serial-of-" + id))));
        return intent;
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    private void assertRejected(String reason) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::reopened)
                .withMessageContaining(reason)
                .withMessageContaining("journal.db");
    }

    @Test
    void reopening_restores_all_entries_and_tags_stay_unique() {
        Entry first = accept("request-1");
        Entry open = journal.recordIntents(List.of(Orders.request("request-2", Orders.buy(2))), DAY)
                .get(0);
        journal.note("login", "LOGGED_IN");
        journal.close();
        journal = reopened();
        assertThat(journal.find(first.key())).contains(first.withState(new State.Accepted("serial-of-request-1")));
        assertThat(journal.unresolved()).containsExactly(open);
        Entry next = accept("request-3");
        assertThat(next.tag()).isNotIn(first.tag(), open.tag());
        assertThat(next.tag()).startsWith(first.tag().substring(0, 8));
    }

    /** Recreates the tables of version 1 or 2. */
    private void writeAsVersion(int version) throws SQLException {
        sql("ALTER TABLE events RENAME TO new_events");
        sql("ALTER TABLE orders RENAME TO new_orders");
        sql("CREATE TABLE events (seq BIGINT PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL,"
                + " account TEXT NOT NULL, request_id TEXT NOT NULL, tag TEXT NOT NULL, detail TEXT NOT NULL,"
                + " hash TEXT NOT NULL)");
        sql("CREATE TABLE orders (account TEXT NOT NULL, request_id TEXT NOT NULL, tag TEXT NOT NULL UNIQUE,"
                + " state TEXT NOT NULL, intent_seq BIGINT NOT NULL, state_seq BIGINT NOT NULL,"
                + " PRIMARY KEY (account, request_id))");
        sql("CREATE INDEX orders_by_state ON orders (state)");
        sql("INSERT INTO events SELECT * FROM new_events");
        sql("INSERT INTO orders SELECT * FROM new_orders");
        sql("DROP TABLE new_events");
        sql("DROP TABLE new_orders");
        if (version == 2) {
            sql("CREATE INDEX events_by_tag ON events (tag) WHERE tag <> ''");
        }
        sql("PRAGMA user_version = " + version);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_earlier_version_is_upgraded_without_losing_data(int version) throws SQLException {
        Entry accepted = accept("request-0");
        Entry before = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                .get(0);
        journal.close();
        writeAsVersion(version);
        open();
        assertThat(journal.find(before.key())).contains(before);
        assertThat(journal.find(accepted.key())).get().extracting(Entry::state).isInstanceOf(State.Accepted.class);
        assertThat(journal.story(before.tag())).hasSize(1);
        journal.close();
        try (JournalAudit audit = JournalAudit.open(file)) {
            assertThat(audit.verify().findings()).isEmpty();
        }
        open();
        assertThat(journal.unresolved()).containsExactly(before);
    }

    @Test
    void two_journals_assign_different_tags_of_limited_length() {
        try (SqliteOrderJournal other =
                new SqliteOrderJournal(folder.resolve("other.db"), SqliteOrderJournal.Sync.FULL, new FakeClock())) {
            Entry one = accept("request-1");
            Entry two = other.recordIntents(List.of(Orders.request("request-1", Orders.buy(1))), DAY)
                    .get(0);
            assertThat(one.tag()).isNotEqualTo(two.tag()).hasSizeLessThanOrEqualTo(21);
        }
    }

    @Override
    public Path storedFiles() {
        accept("request-1");
        return folder;
    }

    @Test
    void a_second_gateway_on_the_same_journal_is_rejected() {
        assertRejected("is in use by another gateway");
    }

    @Test
    void foreign_newer_and_invalid_files_are_rejected_unchanged() throws SQLException, IOException {
        journal.close();
        sql("PRAGMA user_version = 99");
        assertRejected("was written by a newer version of AFTM (schema 99");
        sql("PRAGMA application_id = 1");
        assertRejected("is not a journal of AFTM");
        String text = "This is not a database. ".repeat(100);
        Files.writeString(file, text);
        assertRejected("cannot be opened");
        assertThat(file).hasContent(text);
        Files.delete(file);
        journal = reopened();
    }

    @Test
    void a_journal_locked_by_another_program_is_rejected() throws SQLException {
        journal.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertRejected("is locked by another program");
            statement.execute("ROLLBACK");
        }
        journal = reopened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events SET detail = replace(detail, 'serial-of', 'serial_of') WHERE kind = 'accepted'",
                "UPDATE events SET tag = 'forged-1' WHERE seq = 1",
                "UPDATE events SET at = at + 1 WHERE seq = 2",
                "DELETE FROM events WHERE seq = 3",
                "UPDATE events SET seq = 100 WHERE seq = 4",
                "UPDATE events SET hash = 'x' WHERE seq = 4"
            })
    void an_altered_or_missing_event_is_detected_at_the_start(String damage) throws SQLException {
        accept("request-1");
        accept("request-2");
        accept("request-3");
        journal.close();
        sql(damage);
        assertRejected("contains an event that was altered or is missing");
        sql("DELETE FROM orders");
        sql("DELETE FROM events");
        journal = reopened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE orders SET state = 'not_sent'",
                "UPDATE orders SET tag = 'forged-1'",
                "UPDATE orders SET request_id = 'request-9'",
                "UPDATE orders SET state_seq = intent_seq"
            })
    void an_order_that_contradicts_its_events_is_never_returned(String damage) throws SQLException {
        Entry entry = accept("request-1");
        sql(damage);
        OrderJournal.OrderKey key =
                damage.contains("request-9") ? new OrderJournal.OrderKey(Orders.ACCOUNT, "request-9") : entry.key();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> journal.find(key))
                .withMessageContaining("contains an order that contradicts its events");
    }

    /** After a flipped bit the journal either fails to open or to answer, or its answer is still correct. */
    @Test
    void a_flipped_bit_never_leads_to_a_wrong_answer() throws IOException, SQLException {
        Entry first = accept("request-1");
        Entry second = accept("request-2");
        journal.close();
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] flipped = sound.clone();
            int place = random.nextInt(flipped.length);
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            Files.deleteIfExists(Path.of(file + "-wal"));
            Files.deleteIfExists(Path.of(file + "-shm"));
            Files.write(file, flipped);
            try (SqliteOrderJournal damaged = reopened()) {
                for (Entry entry : List.of(first, second)) {
                    damaged.find(entry.key())
                            .ifPresent(found -> assertThat(found.withState(entry.state()))
                                    .as("byte %d", place)
                                    .isEqualTo(entry));
                    assertThat(damaged.find(entry.key()).map(Entry::state).orElse(new State.Accepted("missing")))
                            .as("byte %d", place)
                            .isEqualTo(new State.Accepted(
                                    "serial-of-" + entry.key().requestId()));
                }
            } catch (JournalException e) {
                assertThat(e.getMessage()).as("byte %d", place).contains("journal.db");
            }
        }
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        Files.write(file, sound);
        journal = reopened();
    }

    @Test
    void a_truncated_journal_is_rejected() throws IOException, SQLException {
        for (int i = 0; i < 100; i++) {
            accept("request-" + i);
        }
        journal.close();
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] sound = Files.readAllBytes(file);
        for (int part = 1; part < 8; part++) {
            Files.write(file, Arrays.copyOf(sound, sound.length * part / 8));
            assertThatExceptionOfType(JournalException.class)
                    .as("%d eighths", part)
                    .isThrownBy(this::reopened)
                    .withMessageContaining("journal.db");
        }
        Files.write(file, sound);
        journal = reopened();
    }
}
