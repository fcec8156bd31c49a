package dev.aftm.infrastructure.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.journal.segment.MemoryStorage.Step;
import dev.aftm.interactor.port.store.JournalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log goes on by itself after a disk that fails, or is full, works again. */
@Timeout(60)
final class SegmentFaultTest {

    private static final String FULL = "because the disk is full; free some space.";

    private final MemoryStorage storage = new MemoryStorage(5);
    private final SegmentedLog log = Logs.open(storage, true);
    private final List<String> appended = new ArrayList<>();

    private void append(String record) {
        assertThat(log.append(Logs.batch(record), false)).isEqualTo(appended.size() + 1);
        appended.add(record);
    }

    private void appendImportant(String record) {
        assertThat(log.append(Logs.batch(record), true)).isEqualTo(appended.size() + 1);
        appended.add(record);
    }

    private void assertFails(boolean mayUseReserve, String message) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> log.append(Logs.batch("not appended"), mayUseReserve))
                .withMessageContaining(message);
        assertThat(Logs.records(log)).isEqualTo(appended);
    }

    private void assertSoundAfterKillAndClose() {
        MemoryStorage killed = storage.afterKill();
        assertThat(Logs.records(Logs.open(killed, true))).isEqualTo(appended);
        assertThat(Logs.records(Logs.open(storage.afterPowerLoss(), true))).isEqualTo(appended);
        log.close();
        assertThat(new SegmentAudit(storage).verify().findings()).isEmpty();
        assertThat(Logs.records(Logs.open(storage, true))).isEqualTo(appended);
    }

    @Test
    void aFailedForceIsNotRepeatedOnThatFile() {
        append("one");
        String file = SegmentFormat.name(1);
        storage.failAt(1, 1, Step.FORCE);
        storage.events();
        assertFails(false, "injected fault of FORCE");
        assertThat(storage.events().stream().filter(event -> event.equals("FORCE " + file)))
                .isEmpty();
        append("two");
        assertThat(storage.list()).contains(file, SegmentFormat.name(2));
        assertSoundAfterKillAndClose();
    }

    @Test
    void theCopyIsForcedBeforeItIsRenamedOverTheFailedFile() {
        append("one");
        String file = SegmentFormat.name(1);
        storage.failAt(1, 1, Step.WRITE);
        assertFails(false, "injected fault of WRITE");
        List<String> events = storage.events();
        int renamed = events.indexOf("RENAME " + file + ".tmp " + file);
        assertThat(events.subList(0, renamed).lastIndexOf("FORCE " + file + ".tmp"))
                .isGreaterThan(events.subList(0, renamed).lastIndexOf("WRITE " + file + ".tmp"));
        assertThat(events.get(renamed + 1)).startsWith("FORCE_FOLDER");
        assertSoundAfterKillAndClose();
    }

    @Test
    void forcesThatFailAgainAndAgainLoseNothing() {
        for (int times = 1; times <= 12; times++) {
            append("before " + times);
            storage.failAt(1, times, Step.FORCE);
            for (int i = 0; i < times; i++) {
                tryToAppend("during " + times);
            }
            storage.failAt(1, 0, Step.FORCE);
            append("after " + times);
            assertThat(Logs.records(log)).isEqualTo(appended);
        }
        assertSoundAfterKillAndClose();
    }

    private void tryToAppend(String record) {
        try {
            log.append(Logs.batch(record), false);
            appended.add(record);
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining("injected fault");
        }
    }

    @Test
    void aFullDiskStopsOrdersUntilThereIsRoomAgainTenTimes() {
        for (int round = 0; round < 10; round++) {
            storage.leaveFree(10);
            boolean isFull = false;
            for (int i = 0; i < 20 && !isFull; i++) {
                try {
                    log.append(Logs.batch("record"), false);
                    appended.add("record");
                } catch (JournalException e) {
                    assertThat(e).hasMessageContaining(FULL);
                    isFull = true;
                }
            }
            for (int i = 0; i < 10; i++) {
                assertFails(false, FULL);
            }
            storage.leaveFree(Long.MAX_VALUE);
            append("room again");
        }
        assertSoundAfterKillAndClose();
    }

    @Test
    void onlyImportantBatchesUseTheReserveOfAFullDisk() {
        storage.leaveFree(0);
        append("one");
        append("two");
        assertFails(false, FULL);
        appendImportant("important");
        assertFails(true, FULL);
        assertFails(false, FULL);
        storage.leaveFree(Long.MAX_VALUE);
        append("room again");
        assertSoundAfterKillAndClose();
    }

    @Test
    void theReserveIsThereAfterAKillOnAFullDisk() {
        storage.leaveFree(0);
        append("one");
        append("two");
        MemoryStorage killed = storage.afterKill();
        killed.leaveFree(0);
        SegmentedLog next = Logs.open(killed, true);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> next.append(Logs.batch("three"), false))
                .withMessageContaining("disk is full");
        assertThat(next.append(Logs.batch("important"), true)).isEqualTo(3);
    }

    @Test
    void theFolderAndTheLastFrameAreMadeDurableAgainAfterAKill() {
        append("one");
        MemoryStorage killed = storage.afterKill();
        var unused = Logs.open(killed, true);
        assertThat(killed.events())
                .containsSubsequence(
                        "FORCE_FOLDER ", "WRITE " + SegmentFormat.name(1), "FORCE " + SegmentFormat.name(1));
    }

    @Test
    void shortWritesAreCompleted() {
        storage.writeShort();
        for (int i = 0; i < 20; i++) {
            append("record " + i);
        }
        assertSoundAfterKillAndClose();
    }

    @Test
    void aBatchIsOneWriteAndOneForce() {
        append("one");
        storage.events();
        append("two");
        assertThat(storage.events().stream().filter(event -> event.endsWith("next-1.tmp")))
                .containsExactly("WRITE next-1.tmp", "FORCE next-1.tmp");
    }

    @Test
    void aVanishedFileIsNoticedBeforeAnythingIsAppended() throws IOException {
        append("one");
        storage.rename(SegmentFormat.name(1), "elsewhere");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> log.append(Logs.batch("two"), false))
                .withMessageContaining("is gone");
        storage.rename("elsewhere", SegmentFormat.name(1));
        append("two");
        assertSoundAfterKillAndClose();
    }
}
