package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads lists from the library: first the number of entries, then all entries. */
final class LibraryListReader {

    private static final int MOST_LISTED = 4096;

    private final LibraryHandle handle;

    LibraryListReader(LibraryHandle handle) {
        this.handle = handle;
    }

    /** A call that writes at most {@code capacity} entries and returns how many there are. */
    interface ListCall {
        int make(@Nullable Memory out, int capacity);
    }

    /**
     * Reads all entries of a list.
     *
     * @param what the list's name, for messages
     * @param size the size of an entry in bytes
     * @throws IllegalStateException the library returned an error or an impossible count
     */
    <T> List<T> read(String what, int size, ListCall call, Function<ByteBuffer, T> decode) {
        int count = requireCount(what, handle.call(() -> call.make(null, 0)));
        if (count == 0) {
            return List.of();
        }
        try (Memory out = new Memory((long) count * size)) {
            out.clear();
            int written = Math.min(count, requireCount(what, handle.call(() -> call.make(out, count))));
            return IntStream.range(0, written)
                    .mapToObj(i -> decode.apply(out.getByteBuffer((long) i * size, size)))
                    .toList();
        }
    }

    private static int requireCount(String what, int count) {
        if (count < 0 || count > MOST_LISTED) {
            throw new IllegalStateException(
                    "The exchange library does not report its " + what + " (it returned " + count + ").");
        }
        return count;
    }
}
