package dev.aftm.infrastructure.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Content with a checksum in front that also covers its place, because SQLite does not notice a bit that has changed at rest. A
 * changed one is an {@link IllegalArgumentException}.
 */
final class Checked {

    private Checked() {}

    static byte[] seal(long place, byte[] content) {
        return ByteBuffer.allocate(Integer.BYTES + content.length)
                .putInt(sum(place, content))
                .put(content)
                .array();
    }

    static byte[] open(long place, byte[] sealed) {
        if (sealed.length >= Integer.BYTES) {
            byte[] content = Arrays.copyOfRange(sealed, Integer.BYTES, sealed.length);
            if (ByteBuffer.wrap(sealed).getInt() == sum(place, content)) {
                return content;
            }
        }
        throw new IllegalArgumentException("A checksum of the history does not match.");
    }

    private static int sum(long place, byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(place).flip());
        crc.update(content);
        return (int) crc.getValue();
    }
}
