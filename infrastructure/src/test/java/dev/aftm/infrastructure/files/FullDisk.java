package dev.aftm.infrastructure.files;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * As long as it is open, no write of this process to any file succeeds, not even of root's: the operating system's limit for the
 * size of files is 0. SQLite sees errors of the disk, and Java throws IOException. Files can still be created, and stay empty, as
 * on a disk that is full. For Linux and macOS.
 */
public final class FullDisk implements AutoCloseable {

    private static final int RLIMIT_FSIZE = 1;

    private static final CLibrary C = Native.load("c", CLibrary.class);

    private final long[] before = new long[2];

    /** The functions of the C library; {@code rlimit} is two numbers: the current limit, and the highest one allowed. */
    interface CLibrary extends Library {
        int getrlimit(int resource, long[] limit);

        int setrlimit(int resource, long[] limit);
    }

    private FullDisk(long longestFile) {
        require(C.getrlimit(RLIMIT_FSIZE, before));
        require(C.setrlimit(RLIMIT_FSIZE, new long[] {longestFile, before[1]}));
    }

    /** Fills the disk. */
    public static FullDisk begin() {
        return new FullDisk(0);
    }

    /** Leaves so much space that files can grow up to a length; a write beyond it is done in part. */
    public static FullDisk beyond(long length) {
        return new FullDisk(length);
    }

    private static void require(int result) {
        if (result != 0) {
            throw new IllegalStateException("The limit for the size of files could not be read or set.");
        }
    }

    /** Frees the disk. */
    @Override
    public void close() {
        require(C.setrlimit(RLIMIT_FSIZE, before));
    }
}
