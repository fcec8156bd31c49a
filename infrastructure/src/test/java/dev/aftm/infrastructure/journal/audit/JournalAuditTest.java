package dev.aftm.infrastructure.journal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.journal.PageChecksums;
import dev.aftm.infrastructure.journal.SqliteOrderJournal;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.JournalException;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds every manipulation of and damage to a journal, and has no findings otherwise. */
@Timeout(120)
final class JournalAuditTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
    private static final int ORDERS = 40;

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = folder.resolve("journal.db");
        try (SqliteOrderJournal journal = open()) {
            fill(journal, "order-");
        }
    }

    private SqliteOrderJournal open() {
        return new SqliteOrderJournal(file, SqliteOrderJournal.Sync.NORMAL, new FakeClock());
    }

    private static void fill(SqliteOrderJournal journal, String name) {
        journal.note("session", "LOGGED_IN");
        for (int i = 0; i < ORDERS; i++) {
            Entry entry = journal.recordIntents(List.of(Orders.request(name + (1000 + i), Orders.buy(1))), DAY)
                    .get(0);
            State state = i % 3 == 0 ? new State.Rejected("7", "no") : new State.Accepted("00" + i);
            journal.recordOutcomes(List.of(new Outcome(entry.key(), state)));
        }
        journal.note("account", "SIM0001 1");
    }

    private JournalAudit.Verdict verdict() {
        try (JournalAudit audit = JournalAudit.open(file)) {
            return audit.verify();
        }
    }

    private void sql(String... statements) throws SQLException, IOException {
        PageChecksums.remove(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var executed = connection.createStatement()) {
            for (String statement : statements) {
                executed.execute(statement);
            }
        }
    }

    private static void flip(Path bytes, long at, int bit) throws IOException {
        byte[] all = Files.readAllBytes(bytes);
        all[Math.toIntExact(at)] ^= (byte) (1 << bit);
        Files.write(bytes, all);
    }

    @Nested
    final class IntactJournals {

        @Test
        void an_untouched_journal_has_no_findings_closed_or_open() {
            JournalAudit.Verdict atRest = verdict();
            assertThat(atRest.findings()).isEmpty();
            assertThat(atRest.isSealed()).isTrue();
            assertThat(atRest.head().count()).isEqualTo(2 * ORDERS + 2);
            try (SqliteOrderJournal journal = open()) {
                fill(journal, "later-");
                JournalAudit.Verdict atWork = verdict();
                assertThat(atWork.findings()).isEmpty();
                assertThat(atWork.isSealed()).isFalse();
                assertThat(atWork.head().count()).isEqualTo(4 * ORDERS + 4);
            }
        }

        @Test
        void a_removed_tail_leaves_an_intact_chain_with_another_head() throws SQLException, IOException {
            JournalAudit.Head before = verdict().head();
            sql("DELETE FROM events WHERE seq = " + before.count(), "DELETE FROM meta WHERE key = 'last_note_account'");
            assertThat(verdict().findings()).isEmpty();
            try (JournalAudit audit = JournalAudit.open(file)) {
                assertThat(audit.head().count()).isEqualTo(before.count() - 1);
                assertThat(audit.hashOf(before.count())).isEmpty();
            }
        }

        @Test
        void reading_changes_nothing() throws IOException {
            byte[] before = Files.readAllBytes(file);
            List<AuditEvent> events = new ArrayList<>();
            try (JournalAudit audit = JournalAudit.open(file)) {
                audit.read(new JournalAudit.Filter(1, "order-1001", null), events::add);
            }
            assertThat(events).extracting(AuditEvent::kind).containsExactly("intended", "accepted");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            try (var left = Files.list(folder)) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("journal.db", "journal.db.lock", "journal.db.seal");
            }
        }
    }

    @Nested
    final class DamagedFiles {

        @Test
        void a_flipped_bit_in_a_closed_journal_is_located() throws IOException {
            byte[] sound = Files.readAllBytes(file);
            Random random = new Random(1);
            for (int i = 0; i < 300; i++) {
                Files.write(file, sound);
                long at = random.nextInt(sound.length);
                flip(file, at, random.nextInt(8));
                long page = at / 4096 * 4096;
                List<String> findings = new ArrayList<>();
                try (JournalAudit audit = JournalAudit.open(file)) {
                    findings.addAll(audit.verify().findings());
                }
                assertThat(findings)
                        .as("byte %d", at)
                        .contains("The bytes from " + page + " to " + (page + 4095)
                                + " of journal.db have changed since the file was closed.");
            }
        }

        @Test
        void a_flipped_bit_in_the_log_of_a_killed_gateway_is_found() throws IOException {
            Path killed = Files.createDirectory(folder.resolve("killed")).resolve("journal.db");
            try (SqliteOrderJournal journal = open()) {
                fill(journal, "later-");
                // A killed process leaves the file and a write-ahead log that was not checkpointed.
                Files.copy(file, killed);
                Files.copy(folder.resolve("journal.db-wal"), killed.resolveSibling("journal.db-wal"));
            }
            file = killed;
            assertThat(verdict().findings()).isEmpty();
            Path wal = killed.resolveSibling("journal.db-wal");
            byte[] sound = Files.readAllBytes(wal);
            Random random = new Random(2);
            for (int i = 0; i < 40; i++) {
                Files.write(wal, sound);
                Files.deleteIfExists(killed.resolveSibling("journal.db-shm"));
                int at = random.nextInt(sound.length);
                flip(wal, at, random.nextInt(8));
                assertThat(verdict().findings())
                        .as("byte %d of %d", at, sound.length)
                        .isNotEmpty();
            }
        }

        @Test
        void a_restored_backup_is_distinguished_from_a_flipped_bit() throws IOException {
            byte[] backup = Files.readAllBytes(file);
            try (SqliteOrderJournal journal = open()) {
                fill(journal, "later-");
            }
            Files.write(file, backup);
            assertThat(verdict().findings())
                    .singleElement()
                    .asString()
                    .startsWith("The checksum file journal.db.seal belongs to another state of the journal")
                    .contains("restored a backup");
            PageChecksums.remove(file);
            assertThat(verdict().findings()).isEmpty();
        }

        @Test
        void an_altered_checksum_file_is_found() throws IOException {
            flip(folder.resolve("journal.db.seal"), 3, 0);
            assertThat(verdict().findings()).containsExactly("The checksum file journal.db.seal was altered.");
        }

        @Test
        void a_file_that_is_no_database_is_reported() throws IOException {
            Path text = Files.writeString(folder.resolve("text"), "x".repeat(5000));
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(verdict().findings()).isNotEmpty();
        }

        @Test
        void a_missing_journal_is_reported_and_not_created() {
            Path none = folder.resolve("none.db");
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> JournalAudit.open(none))
                    .withMessageContaining("There is no journal at");
            assertThat(none).doesNotExist();
        }

        @Test
        void an_older_version_is_reported() throws SQLException, IOException {
            sql("DROP INDEX events_by_tag", "DELETE FROM meta WHERE key LIKE 'last_note_%'", "PRAGMA user_version = 1");
            assertThat(verdict().findings())
                    .singleElement()
                    .asString()
                    .startsWith("An older version of AFTM wrote the journal");
        }
    }

    @Nested
    final class AlteredContent {

        @Test
        void an_event_altered_in_a_valid_database_is_found() throws SQLException, IOException {
            sql("UPDATE events SET detail = REPLACE(detail, '1', '2') WHERE seq = 10");
            JournalAudit.Verdict verdict = verdict();
            assertThat(verdict.findings()).anyMatch(finding -> finding.startsWith("Event 10 (intended, "));
            assertThat(verdict.head().count()).isEqualTo(9);
        }

        @Test
        void a_missing_or_moved_event_is_found() throws SQLException, IOException {
            byte[] sound = Files.readAllBytes(file);
            sql("DELETE FROM events WHERE seq = 20");
            assertThat(verdict().findings())
                    .contains("After event 19 comes event 21: the events between them are missing.");
            Files.write(file, sound);
            sql(
                    "UPDATE events SET seq = -1 WHERE seq = 30",
                    "UPDATE events SET seq = 30 WHERE seq = 31",
                    "UPDATE events SET seq = 31 WHERE seq = -1");
            assertThat(verdict().findings()).isNotEmpty();
        }

        @Test
        void a_table_that_contradicts_the_events_is_found() throws SQLException, IOException {
            byte[] sound = Files.readAllBytes(file);
            for (String change : List.of(
                    "UPDATE orders SET state = 'accepted' WHERE request_id = 'order-1000'",
                    "UPDATE orders SET tag = 'x-1' WHERE request_id = 'order-1001'",
                    "DELETE FROM orders WHERE request_id = 'order-1002'",
                    "UPDATE orders SET state_seq = intent_seq, state = 'intended' WHERE request_id = 'order-1003'",
                    "UPDATE meta SET value = '5' WHERE key = 'last_note_account'",
                    "UPDATE meta SET value = 'zzzzzzz' WHERE key = 'tag_prefix'",
                    "DELETE FROM meta WHERE key = 'last_note_session'",
                    "INSERT INTO meta (key, value) VALUES ('other', '1')",
                    "DROP INDEX orders_unsettled",
                    "PRAGMA user_version = 7",
                    "PRAGMA application_id = 7")) {
                Files.write(file, sound);
                assertThat(verdict().findings()).as("before " + change).isEmpty();
                byte[] seal = Files.readAllBytes(folder.resolve("journal.db.seal"));
                sql(change);
                assertThat(verdict().findings()).as(change).isNotEmpty();
                Files.write(folder.resolve("journal.db.seal"), seal);
            }
        }
    }
}
