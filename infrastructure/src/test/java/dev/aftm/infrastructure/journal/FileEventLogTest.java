package dev.aftm.infrastructure.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.journal.segment.SegmentedLog;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLogContract;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEventLogTest implements EventLogContract, StoredFilesContract {

    @TempDir
    private Path folder = Path.of("");

    private FileEventLog log = unopened();

    @SuppressWarnings("NullAway") // open() sets it before every test.
    private static FileEventLog unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        log = new FileEventLog(folder.resolve("journal"), false);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public Path storedFiles() {
        log.append(TIME, EventLogContract.everyKind());
        return folder;
    }

    @Test
    void everything_is_there_after_it_was_opened_again() {
        log.append(TIME, EventLogContract.everyKind());
        List<EventLog.LoggedEvent> before = EventLogContract.all(log);
        EventLog.Head head = log.head();
        log.close();
        open();
        assertThat(EventLogContract.all(log)).isEqualTo(before);
        assertThat(log.head()).isEqualTo(head);
        assertThat(log.repair()).isEmpty();
    }

    @Test
    void people_can_read_the_file() throws IOException {
        log.append(TIME, List.of(new LogEvent.AccountSelected("A1")));
        log.close();
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        open();
        assertThat(text)
                .contains("{\"at\":\"2021-07-26T01:00:00.123Z\",\"kind\":\"account\",\"detail\":{\"code\":\"A1\"}}\n");
    }

    @Test
    void a_second_gateway_on_the_same_journal_is_rejected() {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> new FileEventLog(folder.resolve("journal"), true))
                .withMessageContaining("in use by another gateway");
    }

    @Test
    void an_event_of_another_version_is_not_skipped() {
        log.close();
        SegmentedLog.Options options = new SegmentedLog.Options(folder.resolve("journal"), false, 1 << 20, 1 << 16);
        try (SegmentedLog raw = SegmentedLog.open(options)) {
            raw.append(
                    List.of("{\"at\":\"2031-07-26T01:00:00Z\",\"kind\":\"teleported\",\"detail\":{}}"
                            .getBytes(StandardCharsets.UTF_8)),
                    true);
        }
        open();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> EventLogContract.all(log))
                .withMessageContaining("number 1");
    }

    @Test
    void a_former_journal_is_refused_with_what_to_do() throws IOException {
        FormerJournal.refuse(folder.resolve("journal"));
        Path former = Files.createFile(folder.resolve("journal.db"));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> FormerJournal.refuse(folder.resolve("journal")))
                .withMessageContaining(former.toString())
                .withMessageContaining("move it away");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> FormerJournal.refuse(former))
                .withMessageContaining("name a folder");
    }
}
