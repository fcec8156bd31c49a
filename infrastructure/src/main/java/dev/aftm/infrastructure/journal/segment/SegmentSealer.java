package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentCheck.Result;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Kind;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Trailer;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import dev.aftm.interactor.port.store.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Ends the use of segments: cuts them, gives them a trailer, and keeps torn bytes aside. For all threads. */
final class SegmentSealer {

    private final Storage storage;

    SegmentSealer(Storage storage) {
        this.storage = storage;
    }

    /**
     * Seals a segment where it is.
     *
     * @throws JournalException the segment is damaged
     */
    void seal(String name, Kind kind) throws IOException {
        Result found = check(name, name, kind == Kind.CLOSED);
        if (found.isSealed()) {
            return;
        }
        try (StoredFile file = storage.openForWriting(name)) {
            // An earlier trailer keeps its kind: a write that fails in the middle must not leave a mixture of two.
            Kind written = found.trailer() == null ? kind : found.trailer().kind();
            long end = endWith(file, found.end(), found.head(), written);
            file.force();
            // Only now, since a file without a trailer that is shorter than it was made counts as damaged.
            file.truncate(end);
            file.force();
        }
    }

    /**
     * Replaces a segment whose file can no longer be trusted by a sealed copy of its durable part.
     *
     * @param end where the durable part ends, in bytes
     * @param head the last durable record
     * @throws JournalException what was durable can no longer be read
     */
    void replace(String name, long end, Head head) throws IOException {
        String copy = name + SegmentFormat.TEMPORARY;
        try (StoredFile source = storage.open(name);
                StoredFile target = storage.create(copy)) {
            SegmentFormat.copy(source, target, end);
            endWith(target, end, head, Kind.CLOSED);
            target.force();
        }
        Result found = check(copy, name, true);
        if (!found.head().equals(head)) {
            throw new JournalException("The journal's file " + storage.describe(name) + " ends with record "
                    + found.head().position() + " instead of " + head.position() + "; restore it from a backup.");
        }
        storage.rename(copy, name);
        storage.forceFolder();
    }

    /** Copies the bytes of a torn batch into a file of their own, and returns its name. */
    String keepTorn(String segment, long from, long until) throws IOException {
        String name = SegmentFormat.TORN + segment.substring(0, segment.indexOf('.')) + "-" + from;
        String free = name + ".bin";
        for (int i = 2; storage.exists(free); i++) {
            free = name + "-" + i + ".bin";
        }
        String unfinished = free + SegmentFormat.TEMPORARY;
        try (StoredFile source = storage.open(segment);
                StoredFile target = storage.create(unfinished)) {
            target.writeFully(SegmentFormat.read(source, from, Math.toIntExact(until - from)), 0);
            target.force();
        }
        storage.rename(unfinished, free);
        storage.forceFolder();
        return free;
    }

    private Result check(String file, String name, boolean isLast) throws IOException {
        Result found =
                new SegmentCheck(storage, file, name, (offset, first, last, hash) -> {}).run(null, isLast, false);
        if (!found.finding().isEmpty()) {
            throw new JournalException(found.finding());
        }
        return found;
    }

    /** Writes zeros up to the trailer, and the trailer; returns where it ends. */
    private static long endWith(StoredFile file, long end, Head head, Kind kind) throws IOException {
        long at = SegmentFormat.aligned(end, SegmentFormat.BLOCK);
        file.writeFully(ByteBuffer.allocate((int) (at - end)), end);
        String digest = SegmentFormat.copy(file, null, at);
        file.writeFully(SegmentFormat.encode(new Trailer(kind, at, head.position(), head.hash(), digest)), at);
        return at + SegmentFormat.TRAILER;
    }
}
