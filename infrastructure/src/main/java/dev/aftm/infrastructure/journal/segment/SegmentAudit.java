package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentCheck.Result;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Header;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.HeaderException;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import dev.aftm.interactor.port.store.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks a log without a lock and without changing it, even while a gateway appends to it. For all threads. All
 * methods fail with a {@link JournalException} if a file cannot be read.
 */
public final class SegmentAudit {

    private final Storage storage;

    /**
     * What was found.
     *
     * @param head the last record up to which everything is sound
     * @param findings a sentence for each file that is damaged, with the byte and the record
     * @param notes sentences about what is no damage: a batch that is being written, or was when the power failed
     */
    public record Verdict(Head head, List<String> findings, List<String> notes) {

        public Verdict {
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
        }
    }

    SegmentAudit(Storage storage) {
        this.storage = storage;
    }

    /** Returns the audit of the log in a folder. */
    public static SegmentAudit open(Path folder) {
        return new SegmentAudit(new DiskStorage(folder));
    }

    /** Checks every byte. Takes seconds for each gigabyte. */
    public Verdict verify() {
        try {
            LogCheck check = LogCheck.ofAll(storage);
            List<String> notes = new ArrayList<>();
            Result last = check.last();
            if (last != null && last.tornUntil() > 0) {
                notes.add("After record " + last.head().position() + ", the bytes from " + last.end() + " to "
                        + (last.tornUntil() - 1)
                        + " of the journal's last file are no whole batch: it is being written, or was when the power"
                        + " failed, and then the next start cuts it off.");
            }
            return new Verdict(check.head(), check.findings(), notes);
        } catch (IOException e) {
            throw SegmentedLog.failure(storage, "read", e);
        }
    }

    /**
     * Reads the records after a position, until there are no more, the reader stops, or no sound batch follows in the last file.
     *
     * @param after the position before the first that is wanted; 0 for all
     * @throws JournalException the log is damaged; the records before have been read
     */
    public void read(long after, SegmentedLog.Reader reader) {
        List<Segment> segments = segments();
        if (!segments.isEmpty() && segments.get(0).first() != 1) {
            throw new JournalException("The journal " + storage.describe("") + " begins with record "
                    + segments.get(0).first() + "; restore the missing files from a backup.");
        }
        read(storage, segments, after, Long.MAX_VALUE, reader);
    }

    /**
     * The chain hash at a record, as {@link SegmentedLog#head()} returned it when this was the last one; empty if no batch ends
     * with this record.
     */
    public Optional<String> hashAt(long position) {
        if (position == 0) {
            return Optional.of("");
        }
        try {
            AtomicReference<@Nullable String> found = new AtomicReference<>();
            List<String> before = LogCheck.names(storage).stream()
                    .filter(name -> name.compareTo(SegmentFormat.name(position)) <= 0)
                    .toList();
            if (!before.isEmpty()) {
                String name = before.get(before.size() - 1);
                SegmentCheck check = new SegmentCheck(storage, name, name, (offset, first, last, hash) -> {
                    if (last == position) {
                        found.set(SegmentFormat.hex(hash));
                    }
                });
                var unused = check.run(null, true, false);
            }
            return Optional.ofNullable(found.get());
        } catch (IOException e) {
            throw SegmentedLog.failure(storage, "read", e);
        }
    }

    private List<Segment> segments() {
        try {
            return LogCheck.names(storage).stream()
                    .map(name -> new Segment(Long.parseLong(name, 0, name.indexOf('.'), 10), true))
                    .toList();
        } catch (IOException e) {
            throw SegmentedLog.failure(storage, "read", e);
        }
    }

    /**
     * Reads records from files.
     *
     * @param after the position before the first record
     * @param until the position of the last one; {@link Long#MAX_VALUE} to read until no sound batch follows in the last file
     */
    static void read(Storage storage, List<Segment> segments, long after, long until, SegmentedLog.Reader reader) {
        try {
            for (int i = 0; i < segments.size(); i++) {
                boolean isLast = i + 1 == segments.size();
                long last = isLast ? until : Math.min(until, segments.get(i + 1).first() - 1);
                Segment segment = segments.get(i);
                if (last > after && last >= segment.first() && !read(storage, segment, after, last, reader)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw SegmentedLog.failure(storage, "read", e);
        }
    }

    private static boolean read(Storage storage, Segment segment, long after, long last, SegmentedLog.Reader reader)
            throws IOException {
        try (StoredFile file = storage.open(segment.name())) {
            Header header = SegmentFormat.decodeHeader(SegmentFormat.read(file, 0, SegmentFormat.BLOCK));
            FrameReader frames = new FrameReader(file, file.size());
            long offset = segment.offsetOf(after + 1);
            // A batch found through the index may begin anywhere up to the record.
            boolean isAnywhere = offset > SegmentFormat.BLOCK;
            for (long next = segment.first(); next <= last; next = frames.last() + 1) {
                String problem = frames.read(offset);
                if (problem.isEmpty() && frames.first() != next && !isAnywhere) {
                    problem = "the batch does not follow the one before it";
                }
                if (!problem.isEmpty()) {
                    if (last == Long.MAX_VALUE) {
                        return true;
                    }
                    throw new JournalException("The journal's file " + storage.describe(segment.name())
                            + " is damaged at byte " + offset + ": " + problem + "; restore the folder from a backup.");
                }
                if (frames.last() > after && !frames.passOn(after, last, reader)) {
                    return false;
                }
                isAnywhere = false;
                offset = SegmentFormat.aligned(offset + frames.length(), header.alignment());
            }
            return true;
        } catch (HeaderException e) {
            throw new JournalException(e.about(storage.describe(segment.name())));
        }
    }
}
