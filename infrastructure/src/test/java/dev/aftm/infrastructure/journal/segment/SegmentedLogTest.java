package dev.aftm.infrastructure.journal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Options;
import dev.aftm.interactor.port.store.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log on a real disk. */
@Timeout(60)
final class SegmentedLogTest {

    @TempDir
    private Path temporary = Path.of("");

    private Path folder() {
        return temporary.resolve("journal");
    }

    private Options options(boolean isSynced) {
        return new Options(folder(), isSynced, 1 << 16, 1 << 13);
    }

    private static List<String> fill(SegmentedLog log, Random random, int batches) {
        List<String> appended = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            String[] lines = Logs.randomLines(random, i);
            log.append(Logs.batch(lines), false);
            appended.addAll(List.of(lines));
        }
        return appended;
    }

    @Test
    void whatWasAppendedIsThereAfterReopening() {
        for (boolean isSynced : List.of(true, false)) {
            Options options = new Options(folder().resolve("synced-" + isSynced), isSynced, 1 << 16, 1 << 13);
            List<String> appended = new ArrayList<>();
            Head head = new Head(0, "");
            for (int life = 0; life < 3; life++) {
                try (SegmentedLog log = SegmentedLog.open(options, head)) {
                    log.verifyOlder();
                    assertThat(log.head()).isEqualTo(head);
                    assertThat(log.repair()).isEmpty();
                    appended.addAll(fill(log, new Random(life), 60));
                    assertThat(Logs.records(log)).isEqualTo(appended);
                    head = log.head();
                }
            }
            SegmentAudit audit = SegmentAudit.open(options.folder());
            assertThat(audit.verify().findings()).isEmpty();
            assertThat(audit.verify().head()).isEqualTo(head);
            assertThat(audit.hashAt(head.position())).contains(head.hash());
            assertThat(Logs.records(audit)).isEqualTo(appended);
        }
    }

    @Test
    void aReadBeginsAnywhere() {
        try (SegmentedLog log = SegmentedLog.open(new Options(folder(), false, 1 << 20, 0))) {
            List<String> appended = fill(log, new Random(2), 1500);
            for (int after = 0; after <= appended.size(); after += 97) {
                assertThat(Logs.records(log, after)).isEqualTo(appended.subList(after, appended.size()));
            }
            List<Long> positions = new ArrayList<>();
            log.read(10, (position, payload) -> positions.add(position) && positions.size() < 3);
            assertThat(positions).containsExactly(11L, 12L, 13L);
        }
    }

    @Test
    void theHashAtARecordIsTheOneThatTheHeadHad() {
        try (SegmentedLog log = SegmentedLog.open(options(true))) {
            List<Head> heads = new ArrayList<>(List.of(log.head()));
            for (int i = 0; i < 30; i++) {
                log.append(Logs.batch("a" + i, "b" + i), false);
                heads.add(log.head());
            }
            SegmentAudit audit = SegmentAudit.open(folder());
            for (Head head : heads) {
                assertThat(audit.hashAt(head.position())).contains(head.hash());
            }
            assertThat(audit.hashAt(3)).isEmpty();
            assertThat(audit.hashAt(1000)).isEmpty();
        }
    }

    @Test
    void aBatchLargerThanASegmentGetsItsOwn() {
        byte[] large = "x".repeat(300_000).getBytes(UTF_8);
        try (SegmentedLog log = SegmentedLog.open(options(true))) {
            log.append(Logs.batch("small"), false);
            assertThat(log.append(List.of(large, large), false)).isEqualTo(2);
            log.append(Logs.batch("small again"), false);
        }
        assertThat(SegmentAudit.open(folder()).verify().findings()).isEmpty();
        try (SegmentedLog log = SegmentedLog.open(options(true))) {
            assertThat(Logs.records(log)).hasSize(4).startsWith("small").endsWith("small again");
        }
    }

    @Test
    void aSecondOpenerIsRefused() {
        Options options = options(true);
        try (SegmentedLog log = SegmentedLog.open(options)) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> SegmentedLog.open(options))
                    .withMessageContaining(
                            "is in use by another gateway; stop that gateway, or choose another DATA_DIR.");
            log.append(Logs.batch("one"), false);
        }
        try (SegmentedLog log = SegmentedLog.open(options)) {
            assertThat(log.head().position()).isEqualTo(1);
        }
    }

    @Test
    void recordsWithLineFeedsAndEmptyBatchesAreRefused() {
        try (SegmentedLog log = SegmentedLog.open(options(true))) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> log.append(Logs.batch("fine", "not\nfine"), false))
                    .withMessageContaining("line feed");
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> log.append(List.of(), false));
            log.append(Logs.batch(""), false);
            assertThat(Logs.records(log)).containsExactly("");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Options(folder(), true, 4096, 0));
    }

    @Test
    void lineFeedsAreFoundAtEveryPlace() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            int first = bytes.length;
            int count = 0;
            for (int at = bytes.length - 1; at >= from; at--) {
                bytes[at] = random.nextInt(9) == 0 ? (byte) '\n' : bytes[at];
                first = bytes[at] == '\n' ? at : first;
                count += bytes[at] == '\n' ? 1 : 0;
            }
            assertThat(LineFeeds.find(bytes, from, bytes.length)).isEqualTo(first);
            assertThat(LineFeeds.count(bytes, from, bytes.length)).isEqualTo(count);
        }
    }

    @Test
    void aClosedLogTakesNothing() {
        SegmentedLog log = SegmentedLog.open(options(true));
        log.append(Logs.batch("one"), false);
        log.close();
        log.close();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> log.append(Logs.batch("two"), false))
                .withMessage("The journal is closed.");
        assertThat(Logs.records(log)).containsExactly("one");
    }

    @Test
    void onlyTheOwnerCanReadTheFiles() throws IOException {
        try (SegmentedLog log = SegmentedLog.open(options(true))) {
            log.append(Logs.batch("one"), false);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file : files.filter(Files::exists).toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void aFolderThatIsAFileIsRefusedWithASentence() throws IOException {
        Files.writeString(folder(), "");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> SegmentedLog.open(options(true)))
                .withMessageContaining("cannot be opened")
                .withMessageEndingWith(".");
    }

    @Test
    void aFolderThatIsTakenAwayAndPutBackIsNoticed() throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        try (SegmentedLog log = SegmentedLog.open(options(true))) {
            log.append(Logs.batch("one"), false);
            Files.move(folder(), elsewhere);
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> log.append(Logs.batch("two"), false))
                    .withMessageContaining("is gone, so nothing more can be recorded");
            Files.move(elsewhere, folder());
            assertThat(log.append(Logs.batch("two"), false)).isEqualTo(2);
        }
    }

    @Test
    void anotherSyncModeBeginsAnotherFile() {
        Options synced = options(true);
        Options dense = options(false);
        MemoryStorage storage = new MemoryStorage(1);
        SegmentedLog.open(synced, LogCheck.START, storage, Runnable::run).append(Logs.batch("one"), false);
        MemoryStorage killed = storage.afterKill();
        SegmentedLog log = SegmentedLog.open(dense, LogCheck.START, killed, Runnable::run);
        log.append(Logs.batch("two"), false);
        assertThat(Logs.records(log)).containsExactly("one", "two");
        assertThat(killed.list()).contains(SegmentFormat.name(2));
        log.close();
        assertThat(new SegmentAudit(killed).verify().findings()).isEmpty();
    }

    @Test
    void readersAndTheAuditSeeWholeBatchesWhileOthersAreAppended()
            throws InterruptedException, ExecutionException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (SegmentedLog log = SegmentedLog.open(options(false))) {
            int batches = 4000;
            Future<Long> reader = threads.submit(() -> {
                long seen = 0;
                while (seen < 2L * batches) {
                    long after = seen;
                    List<String> records = Logs.records(log, after);
                    for (int i = 0; i < records.size(); i++) {
                        assertThat(records.get(i)).isEqualTo("record " + (after + i + 1));
                    }
                    assertThat(records.size() % 2).isZero();
                    seen += records.size();
                }
                return seen;
            });
            Future<Long> audit = threads.submit(() -> {
                long sound = 0;
                while (sound < 2L * batches) {
                    SegmentAudit.Verdict verdict = SegmentAudit.open(folder()).verify();
                    assertThat(verdict.findings()).isEmpty();
                    assertThat(verdict.head().position()).isGreaterThanOrEqualTo(sound);
                    sound = verdict.head().position();
                }
                return sound;
            });
            for (int i = 0; i < batches; i++) {
                log.append(Logs.batch("record " + (2 * i + 1), "record " + (2 * i + 2)), false);
            }
            assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(2L * batches);
            assertThat(audit.get(30, TimeUnit.SECONDS)).isEqualTo(2L * batches);
        } finally {
            threads.shutdownNow();
        }
    }
}
