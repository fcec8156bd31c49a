package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentCheck.Result;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Header;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Trailer;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the files of a log, one after the other, from a checkpoint on. For one thread. */
final class LogCheck {

    /** The checkpoint of somebody who trusts nothing. */
    static final Head START = new Head(0, "");

    /** How often a finding must be seen before it is believed, since the file may be written meanwhile. */
    private static final int LOOKS = 2;

    private final Storage storage;
    private final Head trusted;
    private final boolean isStartUp;
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Head head = START;
    private Head sound = START;
    private List<String> names = List.of();
    private @Nullable Result last;
    private boolean isCheckpointSeen;

    private LogCheck(Storage storage, Head trusted, boolean isStartUp) {
        this.storage = storage;
        this.trusted = trusted;
        this.isStartUp = isStartUp;
        this.isCheckpointSeen = trusted.equals(START);
    }

    /** Checks a log that is about to be opened: stops at the first finding, and skips what lies before the checkpoint. */
    static LogCheck ofStart(Storage storage, Head trusted) throws IOException {
        return new LogCheck(storage, trusted, true).run();
    }

    /** Checks all of a log that may be in use, digests as well, and collects the findings. */
    static LogCheck ofAll(Storage storage) throws IOException {
        return new LogCheck(storage, START, false).run();
    }

    /** The segments up to the first finding. */
    List<Segment> segments() {
        return segments;
    }

    /** The names of the segments that were not read, because they lie before the checkpoint. */
    List<String> skipped() {
        return skipped;
    }

    /** What was found, a sentence each. */
    List<String> findings() {
        return findings;
    }

    /** The last record up to which all is sound. */
    Head head() {
        return sound;
    }

    /** The result of the last segment; null if there is none. */
    @Nullable Result last() {
        return last;
    }

    /** The names of the log's segments, sorted. */
    static List<String> names(Storage storage) throws IOException {
        return storage.list().stream().filter(SegmentFormat::isSegment).toList();
    }

    /** Reads a segment's trailer, if it ends with one; nothing else is checked. */
    private static @Nullable Trailer trailer(StoredFile file) throws IOException {
        long at = file.size() - SegmentFormat.TRAILER;
        return at < SegmentFormat.BLOCK
                ? null
                : SegmentFormat.decodeTrailer(SegmentFormat.read(file, at, SegmentFormat.TRAILER), at);
    }

    private LogCheck run() throws IOException {
        checkForeignFiles();
        names = names(storage);
        for (int i = 0; i < names.size() && (!isStartUp || findings.isEmpty()); i++) {
            boolean isLast = i + 1 == names.size();
            if (isLast || !skip(names.get(i), names.get(i + 1))) {
                check(names.get(i), isLast);
            }
        }
        if (!isCheckpointSeen && findings.isEmpty()) {
            findings.add(
                    sound.position() < trusted.position()
                            ? "The journal " + storage.describe("") + " ends with record " + sound.position()
                                    + ", but had record " + trusted.position()
                                    + " at its last checkpoint; restore the missing files from a backup."
                            : mismatch());
        }
        return this;
    }

    private String mismatch() {
        return "The journal " + storage.describe("") + " has another hash at record " + trusted.position()
                + " than at its last checkpoint, so it was changed or belongs to another gateway; restore it from a"
                + " backup.";
    }

    private void checkForeignFiles() throws IOException {
        storage.list().stream()
                .filter(name -> !SegmentFormat.isSegment(name)
                        && !name.equals(SegmentFormat.LOCK)
                        && !name.endsWith(SegmentFormat.TEMPORARY)
                        && !name.startsWith(SegmentFormat.TORN))
                .map(name -> "The file " + storage.describe(name) + " does not belong to the journal; move it away.")
                .forEach(findings::add);
    }

    /** Skips a segment before the checkpoint, if its trailer and the next header tell what lies between. */
    private boolean skip(String name, String next) throws IOException {
        if (trusted.equals(START) || next.compareTo(SegmentFormat.name(trusted.position() + 1)) > 0) {
            return false;
        }
        try (StoredFile file = storage.open(name)) {
            Trailer trailer = trailer(file);
            if (trailer == null) {
                return false;
            }
            Header header = SegmentFormat.decodeHeader(SegmentFormat.read(file, 0, SegmentFormat.BLOCK));
            if (!name.equals(SegmentFormat.name(head.position() + 1))
                    || header.first() != head.position() + 1
                    || !header.hashBefore().equals(head.hash())) {
                return false;
            }
            segments.add(new Segment(header.first(), true));
            skipped.add(name);
            moveOn(new Head(trailer.position(), trailer.hash()));
            return true;
        } catch (SegmentFormat.HeaderException e) {
            // The full check finds it again, and says what is wrong.
            return false;
        }
    }

    private void check(String name, boolean isLast) throws IOException {
        Segment segment = new Segment(Long.parseLong(name, 0, name.indexOf('.'), 10), false);
        Head before = findings.isEmpty() || isStartUp ? head : null;
        Result result = look(segment, before, isLast);
        if (isLast && !isStartUp) {
            names = names(storage);
            if (!names.get(names.size() - 1).equals(name)) {
                // It was followed while it was read, so it may have grown before that.
                result = look(segment, before, false);
            }
        }
        for (int looks = 1; !isStartUp && looks < LOOKS && !result.finding().isEmpty(); looks++) {
            List<String> now = names(storage);
            result = look(segment, before, now.indexOf(name) == now.size() - 1);
        }
        last = result;
        head = result.head();
        if (findings.isEmpty()) {
            if (result.header() != null) {
                segments.add(segment);
                sound = head;
            }
            isCheckpointSeen |= head.equals(trusted);
        }
        if (!result.finding().isEmpty()) {
            findings.add(result.finding());
        } else if (result.isSealed()) {
            segment.setSealed();
        }
    }

    private Result look(Segment segment, @Nullable Head before, boolean isLast) throws IOException {
        SegmentCheck check =
                new SegmentCheck(storage, segment.name(), segment.name(), (offset, first, position, hash) -> {
                    segment.note(first, offset);
                    if (position == trusted.position() && !isCheckpointSeen) {
                        isCheckpointSeen = SegmentFormat.hex(hash).equals(trusted.hash());
                    }
                });
        return check.run(before, isLast, !isStartUp);
    }

    private void moveOn(Head newHead) {
        head = newHead;
        sound = newHead;
        isCheckpointSeen |= newHead.equals(trusted);
    }
}
