package dev.aftm.infrastructure.journal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.interactor.port.store.EventLogContract;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalAuditTest {

    @TempDir
    private Path folder = Path.of("");

    private FileEventLog opened() {
        return new FileEventLog(folder.resolve("journal"), false);
    }

    private JournalAudit audit() {
        return JournalAudit.open(folder.resolve("journal"));
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .min(Path::compareTo)
                    .orElseThrow();
        }
    }

    @Test
    void an_intact_journal_is_verified_at_rest_and_in_use() {
        try (FileEventLog log = opened()) {
            log.append(EventLogContract.TIME, EventLogContract.everyKind());
            JournalAudit.Verdict inUse = audit().verify();
            assertThat(inUse.findings()).isEmpty();
            assertThat(inUse.head().count()).isEqualTo(log.head().position());
            assertThat(inUse.head().hash()).isEqualTo(log.head().hash());
        }
        JournalAudit.Verdict atRest = audit().verify();
        assertThat(atRest.findings()).isEmpty();
        assertThat(audit().head()).isEqualTo(atRest.head());
        assertThat(audit().hashOf(atRest.head().count())).contains(atRest.head().hash());
    }

    @Test
    void events_are_shown_in_words_and_can_be_selected() {
        try (FileEventLog log = opened()) {
            log.append(EventLogContract.TIME, EventLogContract.everyKind());
            log.append(EventLogContract.TIME, List.of(new LogEvent.AccountSelected("A2")));
        }
        List<AuditEvent> all = new ArrayList<>();
        audit().read(new JournalAudit.Filter(1, null, null), all::add);
        assertThat(all).hasSize(EventLogContract.everyKind().size() + 1);
        assertThat(all.get(0).kind()).isEqualTo("intended");
        assertThat(all.get(0).detail()).contains("\"item_code\":\"TXFH1\"");
        List<AuditEvent> accounts = new ArrayList<>();
        audit().read(new JournalAudit.Filter(1, null, "account"), accounts::add);
        assertThat(accounts).extracting(AuditEvent::detail).containsExactly("{\"code\":\"A1\"}", "{\"code\":\"A2\"}");
        List<AuditEvent> ofOrder = new ArrayList<>();
        audit().read(new JournalAudit.Filter(2, "request-2", null), ofOrder::add);
        assertThat(ofOrder)
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo("closed"));
    }

    @Test
    void an_altered_byte_is_found_with_its_place() throws IOException {
        try (FileEventLog log = opened()) {
            log.append(EventLogContract.TIME, EventLogContract.everyKind());
        }
        Path file = segment();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(audit().verify().findings())
                .isNotEmpty()
                .first()
                .satisfies(finding ->
                        assertThat(finding).contains(file.getFileName().toString()));
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> audit().head());
        assertThatExceptionOfType(JournalException.class).isThrownBy(this::opened);
    }

    @Test
    void a_journal_that_is_not_there_is_a_sentence() {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::audit)
                .withMessageContaining("There is no journal at");
    }
}
