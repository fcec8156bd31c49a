package dev.aftm.infrastructure.journal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.journal.segment.SegmentAudit.Verdict;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.interactor.port.store.JournalException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damage to files at rest is found with its place, or is a torn last batch and said. */
@Timeout(60)
final class SegmentDamageTest {

    private static final int FIRST_LIFE = 6;

    /** Synced logs are mostly padding: of their bytes, this one in so many is tried. */
    private static final int STRIDE = 13;

    /** Three files: two closed ones, and one that is full of its own batch. */
    private static Map<String, byte[]> log(boolean isSynced, boolean isClosed) {
        MemoryStorage storage = new MemoryStorage(7);
        SegmentedLog log = Logs.open(storage, isSynced);
        log.append(Logs.batch("1 a", "2 b"), false);
        log.append(Logs.batch("3 c"), false);
        log.append(Logs.batch("4 d", "5 e", "6 f"), false);
        log.close();
        log = Logs.open(storage, isSynced);
        log.append(Logs.batch("7 g"), false);
        log.append(Logs.batch("8 h", "9 i"), false);
        if (isClosed) {
            log.close();
        }
        Map<String, byte[]> files = storage.files();
        files.keySet().removeIf(name -> name.endsWith(SegmentFormat.TEMPORARY));
        return files;
    }

    private static byte[] content(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }

    private static List<String> all() {
        return List.of("1 a", "2 b", "3 c", "4 d", "5 e", "6 f", "7 g", "8 h", "9 i");
    }

    private static Map<String, byte[]> with(Map<String, byte[]> files, String name, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.put(name, content);
        return changed;
    }

    private static byte[] flipped(byte[] content, int at) {
        byte[] changed = content.clone();
        changed[at] ^= (byte) (1 << (at % 8));
        return changed;
    }

    /** The byte in a sentence; 0 if it is about a header. */
    private static long place(String sentence) {
        String before = " is damaged at byte ";
        int at = sentence.indexOf(before);
        return at < 0 ? 0 : Long.parseLong(sentence.substring(at + before.length(), sentence.indexOf(',', at)));
    }

    /** Both the start and the audit find it, in this file, and at this byte or at the frame or block that it lies in. */
    private static void assertFound(Map<String, byte[]> files, String name, int at) {
        List<String> findings =
                new SegmentAudit(MemoryStorage.of(files)).verify().findings();
        // Not AssertJ, because this is done for each byte.
        if (findings.isEmpty() || !findings.get(0).contains(name) || place(findings.get(0)) > at) {
            throw new AssertionError("Byte " + at + " of " + name + " is not found: " + findings);
        }
        if (at % 4 == 0) {
            assertStopsTheStart(files, name);
            assertReadsNothingWrong(files);
        }
    }

    private static void assertReadsNothingWrong(Map<String, byte[]> files) {
        List<String> records = new ArrayList<>();
        try {
            new SegmentAudit(MemoryStorage.of(files))
                    .read(0, (position, payload) -> records.add(new String(payload, UTF_8)));
        } catch (JournalException e) {
            assertThat(e).hasMessageEndingWith(".");
        }
        assertThat(records).isEqualTo(all().subList(0, records.size()));
    }

    private static void assertStopsTheStart(Map<String, byte[]> files, String name) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Logs.open(MemoryStorage.of(files), true))
                .withMessageContaining(name)
                .withMessageEndingWith(".");
    }

    /** Only bytes behind the last batch, or that batch, were changed: the start says so, and keeps them. */
    private static void assertTorn(Map<String, byte[]> files, boolean isSynced, int fewest) {
        Verdict verdict = new SegmentAudit(MemoryStorage.of(files)).verify();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.notes()).hasSize(1);
        MemoryStorage storage = MemoryStorage.of(files);
        SegmentedLog log = Logs.open(storage, isSynced);
        String kept = storage.list().stream()
                .filter(file -> file.startsWith("torn-"))
                .findFirst()
                .orElseThrow();
        assertThat(log.repair().orElseThrow()).contains(kept).contains("bytes from byte");
        List<String> records = Logs.records(log);
        assertThat(records).hasSizeGreaterThanOrEqualTo(fewest).isEqualTo(all().subList(0, records.size()));
        log.append(Logs.batch("new"), false);
        log.close();
        assertThat(new SegmentAudit(storage).verify().findings()).isEmpty();
        assertThat(Logs.records(Logs.open(storage, isSynced)))
                .hasSize(records.size() + 1)
                .endsWith("new");
    }

    @Test
    void everyFlippedByteOfAClosedLogIsFoundWithItsPlace() {
        for (boolean isSynced : List.of(true, false)) {
            Map<String, byte[]> files = log(isSynced, true);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                for (int at = 0; at < file.getValue().length; at += isSynced ? STRIDE : 1) {
                    assertFound(with(files, file.getKey(), flipped(file.getValue(), at)), file.getKey(), at);
                }
            }
        }
    }

    @Test
    void everyCutOfAClosedLogIsFoundWithItsPlace() {
        Map<String, byte[]> files = log(false, true);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            for (int length = 0; length < file.getValue().length; length++) {
                assertFound(with(files, file.getKey(), Arrays.copyOf(file.getValue(), length)), file.getKey(), length);
            }
        }
    }

    @Test
    void everyFlippedByteAfterAKillIsFoundOrIsATornBatch() {
        for (boolean isSynced : List.of(true, false)) {
            Map<String, byte[]> files = log(isSynced, false);
            String last = List.copyOf(files.keySet()).get(files.size() - 1);
            byte[] content = content(files, last);
            int lastFrame = isSynced ? 2 * SegmentFormat.BLOCK : SegmentFormat.BLOCK + 64;
            // Behind the batches and the place of a trailer, all bytes are zeros of the same kind.
            int dense = isSynced ? 0 : 2 * SegmentFormat.BLOCK + SegmentFormat.TRAILER;
            for (int at = 0; at < content.length; at += at < dense ? 1 : STRIDE) {
                Map<String, byte[]> changed = with(files, last, flipped(content, at));
                // Padding of the last batch is found, since the batch itself is sound.
                boolean isTorn = at >= lastFrame
                        && new SegmentAudit(MemoryStorage.of(changed))
                                .verify()
                                .findings()
                                .isEmpty();
                if (!isTorn) {
                    assertFound(changed, last, at);
                } else if (at % 4 == 0) {
                    assertTorn(changed, isSynced, FIRST_LIFE + 1);
                }
            }
        }
    }

    @Test
    void everyCutAfterAKillIsFoundWithItsPlace() {
        Map<String, byte[]> files = log(true, false);
        String last = List.copyOf(files.keySet()).get(files.size() - 1);
        byte[] content = content(files, last);
        for (int length = 0; length < content.length; length += STRIDE) {
            assertFound(with(files, last, Arrays.copyOf(content, length)), last, length);
        }
    }

    @Test
    void swappedAndRepeatedFramesAreFound() {
        Map<String, byte[]> files = log(true, true);
        String first = SegmentFormat.name(1);
        int block = SegmentFormat.BLOCK;
        byte[] content = content(files, first);
        for (int from = 1; from <= 2; from++) {
            for (int to = 1; to <= 2; to++) {
                byte[] repeated = content.clone();
                System.arraycopy(content, from * block, repeated, to * block, block);
                byte[] swapped = repeated.clone();
                System.arraycopy(content, to * block, swapped, from * block, block);
                if (from != to) {
                    assertFound(with(files, first, repeated), first, Math.max(from, to) * block);
                    assertFound(with(files, first, swapped), first, Math.max(from, to) * block);
                }
            }
        }
    }

    @Test
    void afterAKillARepeatedBatchAfterTheLastIsNotCalledTorn() {
        Map<String, byte[]> files = log(true, false);
        String last = SegmentFormat.name(7);
        int block = SegmentFormat.BLOCK;
        byte[] content = content(files, last);
        System.arraycopy(content, block, content, 3 * block, block);
        assertFound(files, last, 3 * block);
    }

    @Test
    void afterAKillABatchBehindADamagedOneStopsTheStart() {
        Map<String, byte[]> files = log(true, false);
        String last = SegmentFormat.name(7);
        byte[] content = content(files, last);
        content[SegmentFormat.BLOCK + SegmentFormat.FRAME_HEADER] ^= 1;
        assertFound(files, last, SegmentFormat.BLOCK);
    }

    @Test
    void aGapBetweenTwoBatchesIsFound() {
        Map<String, byte[]> files = log(true, false);
        String last = SegmentFormat.name(7);
        byte[] content = content(files, last);
        int block = SegmentFormat.BLOCK;
        System.arraycopy(content, 2 * block, content, 3 * block, block);
        Arrays.fill(content, 2 * block, 3 * block, (byte) 0);
        assertFound(files, last, 3 * block);
    }

    @Test
    void swappedRepeatedAndMissingFilesAreFound() {
        Map<String, byte[]> files = log(true, true);
        String one = SegmentFormat.name(1);
        String two = SegmentFormat.name(7);
        assertFound(with(with(files, one, content(files, two)), two, content(files, one)), one, 0);
        assertFound(with(files, two, content(files, one)), two, 0);
        assertFound(with(files, SegmentFormat.name(10), content(files, two)), SegmentFormat.name(10), 0);
        Map<String, byte[]> missing = new HashMap<>(files);
        missing.remove(one);
        assertFound(missing, SegmentFormat.name(4), 0);
    }

    @Test
    void aMissingFileAfterAFullOneIsFound() {
        MemoryStorage storage = new MemoryStorage(3);
        SegmentedLog log = Logs.open(storage, true);
        for (String record : all()) {
            log.append(Logs.batch(record), false);
        }
        log.close();
        Map<String, byte[]> files = storage.files();
        TreeSet<String> names = new TreeSet<>(files.keySet());
        names.remove(SegmentFormat.LOCK);
        assertThat(names).hasSizeGreaterThan(2);
        files.remove(names.last());
        String full = Objects.requireNonNull(names.lower(names.last()));
        assertFound(files, full, content(files, full).length);
    }

    @Test
    void aForeignFileIsNamed() {
        Map<String, byte[]> files = with(log(true, true), "notes.txt", new byte[3]);
        assertStopsTheStart(files, "notes.txt");
        assertThat(new SegmentAudit(MemoryStorage.of(files)).verify().findings())
                .singleElement()
                .asString()
                .contains("notes.txt does not belong to the journal; move it away.");
    }

    @Test
    void aForeignSegmentIsRefused() {
        Map<String, byte[]> files = with(log(true, true), SegmentFormat.name(10), new byte[8192]);
        assertStopsTheStart(files, "is not a segment of a journal of AFTM");
    }

    @Test
    void aNewerFormatIsRefused() {
        Map<String, byte[]> files = log(true, true);
        String first = SegmentFormat.name(1);
        ByteBuffer header = ByteBuffer.wrap(content(files, first));
        header.putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, SegmentFormat.HEADER_FIELDS - 4);
        header.putInt(SegmentFormat.HEADER_FIELDS - 4, (int) crc.getValue());
        assertStopsTheStart(files, "was written by a newer version of AFTM (format 2");
    }

    @Test
    void olderFilesAreCheckedLaterIfACheckpointIsTrusted() {
        MemoryStorage storage = MemoryStorage.of(log(true, true));
        SegmentedLog log = Logs.open(storage, true);
        Head checkpoint = log.head();
        log.append(Logs.batch("more"), false);
        log.close();
        Map<String, byte[]> files = storage.files();
        String first = SegmentFormat.name(1);
        Map<String, byte[]> damaged =
                with(files, first, flipped(content(files, first), SegmentFormat.BLOCK + SegmentFormat.FRAME_HEADER));
        SegmentedLog reopened = Logs.open(MemoryStorage.of(damaged), true, checkpoint);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(reopened::verifyOlder)
                .withMessageContaining(first)
                .withMessageContaining("damaged at byte 4096");
        SegmentedLog sound = Logs.open(MemoryStorage.of(files), true, checkpoint);
        sound.verifyOlder();
        assertThat(Logs.records(sound)).hasSize(10);
    }

    @Test
    void aWrongCheckpointStopsTheStart() {
        Map<String, byte[]> files = log(true, true);
        Head end = Logs.open(MemoryStorage.of(files), true).head();
        String wrong = end.hash().replace('a', 'b').replace('1', '2');
        for (Head checkpoint : List.of(new Head(end.position(), wrong), new Head(6, wrong), new Head(5, end.hash()))) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> Logs.open(MemoryStorage.of(files), true, checkpoint))
                    .withMessageContaining("another hash at record " + checkpoint.position());
        }
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Logs.open(MemoryStorage.of(files), true, new Head(12, end.hash())))
                .withMessageContaining("ends with record 9, but had record 12");
    }
}
