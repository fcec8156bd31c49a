package dev.aftm.infrastructure.secret;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must not be seen: {@link #toString} hides them, and {@link #close} wipes them. A copy that somebody makes of
 * them is not wiped, so nobody should. For one thread at a time.
 */
public final class Secret implements AutoCloseable {

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over an array; the caller must not use it afterwards. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes);
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * Shows the bytes to a function, which must neither keep nor change them.
     *
     * @return what the function returns
     */
    public <T> T use(Function<byte[], T> function) {
        return function.apply(bytes);
    }

    /** Overwrites the bytes with zeros. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
