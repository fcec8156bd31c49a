package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.journal.segment.SegmentFormat.Header;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.HeaderException;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Kind;
import dev.aftm.infrastructure.journal.segment.SegmentFormat.Trailer;
import dev.aftm.infrastructure.journal.segment.SegmentedLog.Head;
import dev.aftm.infrastructure.journal.segment.Storage.StoredFile;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Checks every byte of one segment. For one thread. */
final class SegmentCheck {

    /** Is told each sound batch. */
    interface Listener {

        /**
         * Takes a sound batch.
         *
         * @param offset where its frame begins, in bytes
         * @param first the position of its first record
         * @param last the position of its last record
         * @param hash the chain hash after it; valid during the call
         */
        void batch(long offset, long first, long last, byte[] hash);
    }

    /**
     * What was found.
     *
     * @param finding a sentence; empty if the segment is sound
     * @param header the header; null if it cannot be used
     * @param head the last sound record, and the chain hash after it
     * @param lastOffset where the last sound frame begins; 0 if there is none
     * @param end where the next frame would begin
     * @param tornUntil where the bytes of a torn batch end; 0 if there are none
     * @param trailer the trailer; null if there is none
     * @param isCut whether the file ends with the trailer
     */
    record Result(
            String finding,
            @Nullable Header header,
            Head head,
            long lastOffset,
            long end,
            long tornUntil,
            @Nullable Trailer trailer,
            boolean isCut) {

        /** Whether the segment is as it will stay. */
        boolean isSealed() {
            return trailer != null && isCut;
        }
    }

    private final Storage storage;
    private final String file;
    private final String name;
    private final Listener listener;
    private final MessageDigest digest = SegmentFormat.sha256();
    private byte[] hash = new byte[SegmentFormat.HASH];
    private long position;
    private long lastOffset;
    private long end = SegmentFormat.BLOCK;
    private @Nullable Header header;

    /**
     * @param file the name of the file
     * @param name the name that the segment has, or is about to get
     */
    SegmentCheck(Storage storage, String file, String name, Listener listener) {
        this.storage = storage;
        this.file = file;
        this.name = name;
        this.listener = listener;
    }

    /**
     * Checks the segment.
     *
     * @param before the head before it; null to believe its header
     * @param isLast whether no segment follows; only then the last batch may be torn
     * @param isDigestChecked whether to compare the digest in the trailer, which takes as long as the rest
     * @throws IOException the file cannot be read
     */
    Result run(@Nullable Head before, boolean isLast, boolean isDigestChecked) throws IOException {
        try (StoredFile stored = storage.open(file)) {
            long size = stored.size();
            Header found = SegmentFormat.decodeHeader(SegmentFormat.read(stored, 0, SegmentFormat.BLOCK));
            FrameReader reader = new FrameReader(stored, size);
            String finding = headerFinding(found, before, size, reader);
            if (!finding.isEmpty()) {
                return result(finding, 0, null, false);
            }
            header = found;
            position = found.first() - 1;
            hash = SegmentFormat.bytes(found.hashBefore());
            finding = readFrames(reader, found, size);
            return finding.isEmpty()
                    ? checkTail(stored, reader, found, size, isLast, isDigestChecked)
                    : result(finding, 0, null, false);
        } catch (HeaderException e) {
            return result(e.about(storage.describe(file)), 0, null, false);
        } catch (EOFException e) {
            // The finding is the result.
            return result(damage(end, "the file was cut while it was read"), 0, null, false);
        }
    }

    private String headerFinding(Header found, @Nullable Head before, long size, FrameReader reader)
            throws IOException {
        if (!name.equals(SegmentFormat.name(found.first()))) {
            return damage(0, "its header says that its first record is " + found.first() + ", but its name does not");
        }
        if (before != null && found.first() != before.position() + 1) {
            return damage(
                    0,
                    "it begins with record " + found.first() + ", but the files before it end with record "
                            + before.position());
        }
        if (before != null && !found.hashBefore().equals(before.hash())) {
            return damage(0, "it does not continue the hash chain of the file before it");
        }
        long zeros = reader.zerosEnd(SegmentFormat.HEADER_FIELDS, SegmentFormat.BLOCK);
        if (zeros < SegmentFormat.BLOCK) {
            return damage(zeros, "a byte after the header is not zero");
        }
        return size > found.length() ? damage(found.length(), "the file is longer than it was made") : "";
    }

    private String readFrames(FrameReader reader, Header found, long size) throws IOException {
        while (reader.read(end).isEmpty()) {
            if (reader.first() != position + 1) {
                return damage(end, "a batch begins with record " + reader.first() + ", which does not follow");
            }
            long next = SegmentFormat.aligned(end + reader.length(), found.alignment());
            String problem = reader.chain(digest, hash);
            if (!problem.isEmpty()) {
                return damage(end, problem);
            }
            long frameEnd = end + reader.length();
            long last = reader.last();
            listener.batch(end, reader.first(), last, hash);
            position = last;
            lastOffset = end;
            end = next;
            long zeros = reader.zerosEnd(frameEnd, Math.min(next, size));
            if (zeros < Math.min(next, size)) {
                return damage(zeros, "a byte between two batches is not zero");
            }
        }
        return "";
    }

    private Result checkTail(
            StoredFile stored, FrameReader reader, Header found, long size, boolean isLast, boolean isDigestChecked)
            throws IOException {
        long at = SegmentFormat.aligned(end, SegmentFormat.BLOCK);
        Trailer trailer = SegmentFormat.decodeTrailer(SegmentFormat.read(stored, at, SegmentFormat.TRAILER), at);
        if (trailer != null) {
            String finding = trailerFinding(stored, reader, trailer, size, isLast, isDigestChecked);
            return result(finding, 0, trailer, size == at + SegmentFormat.TRAILER);
        }
        if (size != found.length()) {
            return result(
                    damage(Math.min(end, size), "the file was cut, or what follows is damaged: " + reader.read(end)),
                    0,
                    null,
                    false);
        }
        long content = reader.zerosEnd(end, size);
        if (content == size) {
            return result("", 0, null, false);
        }
        if (!isLast && isUnfinishedTrailer(stored, reader, at, size)) {
            return result("", 0, null, false);
        }
        if (!isLast || reader.isFollowed(end, position)) {
            return result(damage(content, reader.read(end)), 0, null, false);
        }
        return result("", reader.contentEnd(content), null, false);
    }

    /** Whether all that follows the last batch is the beginning of the trailer that this segment must get. */
    private boolean isUnfinishedTrailer(StoredFile stored, FrameReader reader, long at, long size) throws IOException {
        long after = at + SegmentFormat.TRAILER;
        if (reader.zerosEnd(end, at) < at || reader.zerosEnd(after, size) < size) {
            return false;
        }
        String hex = SegmentFormat.hex(hash);
        Trailer trailer = new Trailer(Kind.FOLLOWED, at, position, hex, SegmentFormat.copy(stored, null, at));
        int length = (int) (reader.contentEnd(at) - at);
        return SegmentFormat.encode(trailer)
                .slice(0, length)
                .equals(SegmentFormat.read(stored, at, SegmentFormat.TRAILER).slice(0, length));
    }

    private String trailerFinding(
            StoredFile stored, FrameReader reader, Trailer trailer, long size, boolean isLast, boolean isDigestChecked)
            throws IOException {
        long zeros = reader.zerosEnd(end, trailer.offset());
        if (zeros < trailer.offset()) {
            return damage(zeros, "a byte before the trailer is not zero");
        }
        long after = trailer.offset() + SegmentFormat.TRAILER;
        zeros = reader.zerosEnd(after, size);
        if (zeros < size) {
            return damage(zeros, "a byte after the trailer is not zero");
        }
        if (trailer.position() != position || !trailer.hash().equals(SegmentFormat.hex(hash))) {
            return damage(
                    trailer.offset(),
                    "the trailer says that the last record is " + trailer.position() + ", or its hash");
        }
        if (isDigestChecked
                && !SegmentFormat.copy(stored, null, trailer.offset()).equals(trailer.digest())) {
            return damage(0, "the bytes of the file do not match the digest in its trailer");
        }
        return isLast && trailer.kind() == Kind.FOLLOWED
                ? damage(trailer.offset(), "another file followed this one, but it is missing")
                : "";
    }

    private String damage(long offset, String what) {
        return "The journal's file " + storage.describe(file) + " is damaged at byte " + offset + ", after record "
                + position + ": " + what + "; restore the folder from a backup.";
    }

    private Result result(String finding, long tornUntil, @Nullable Trailer trailer, boolean isCut) {
        Head head = new Head(position, SegmentFormat.hex(hash));
        return new Result(finding, header, head, lastOffset, end, tornUntil, trailer, isCut);
    }
}
