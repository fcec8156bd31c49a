package dev.aftm.infrastructure.journal.segment;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.CRC32C;

/** Builds frames in one direct buffer, and makes no garbage. For one thread. */
final class FrameEncoder {

    private static final int INITIAL = 1 << 16;
    private static final byte[] ZEROS = new byte[SegmentFormat.BLOCK];

    private final MessageDigest digest = SegmentFormat.sha256();
    private final CRC32C crc = new CRC32C();
    private final byte[] hash = new byte[SegmentFormat.HASH];
    private final int alignment;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    /** @param alignment frames are filled up with zeros to a multiple of it, in bytes */
    FrameEncoder(int alignment) {
        this.alignment = alignment;
    }

    /** The length of a frame with its padding, in bytes. */
    long length(int bodyLength) {
        return SegmentFormat.aligned(SegmentFormat.FRAME_HEADER + (long) bodyLength, alignment);
    }

    /**
     * Builds a frame; valid until the next call.
     *
     * @param bodyLength the bytes of the payloads, with one for each line's end
     * @param first the position of the first record
     * @param before the chain hash before it
     */
    ByteBuffer encode(List<byte[]> payloads, int bodyLength, long first, byte[] before) {
        int length = Math.toIntExact(length(bodyLength));
        if (length > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(Math.max(length, INITIAL));
        }
        int bodyEnd = SegmentFormat.FRAME_HEADER + bodyLength;
        buffer.clear();
        buffer.putInt(SegmentFormat.FRAME_MAGIC)
                .putInt(bodyLength)
                .putLong(first)
                .putInt(payloads.size());
        buffer.position(SegmentFormat.FRAME_HEADER);
        digest.update(before);
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            buffer.put(payload).put((byte) '\n');
            digest.update(payload);
            digest.update((byte) '\n');
        }
        buffer.put(ZEROS, 0, length - bodyEnd);
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-256 has 32 bytes.", e);
        }
        buffer.position(SegmentFormat.FRAME_HASH).put(hash);
        crc.reset();
        crc.update(buffer.limit(SegmentFormat.FRAME_CHECKSUM).rewind());
        crc.update(buffer.limit(bodyEnd).position(SegmentFormat.FRAME_HEADER));
        buffer.putInt(SegmentFormat.FRAME_CHECKSUM, (int) crc.getValue());
        return buffer.limit(length).rewind();
    }

    /** The chain hash after the frame that was built last; valid until the next call. */
    byte[] hash() {
        return hash;
    }
}
