package dev.aftm.infrastructure.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of one folder, by name; all access of the log to the disk goes through here. For all threads. */
interface Storage {

    /** An open file. Reads and writes name their place, so threads may share it. */
    interface StoredFile extends Closeable {

        /** Reads bytes from an offset; returns how many, -1 at the end of the file. */
        int read(ByteBuffer target, long offset) throws IOException;

        /** Writes bytes at an offset; returns how many, which may be fewer than there are. */
        int write(ByteBuffer source, long offset) throws IOException;

        /** Makes what was written durable. After a failure, what was written may be lost although it can be read. */
        void force() throws IOException;

        /** The length in bytes. */
        long size() throws IOException;

        /** Cuts the file to a length in bytes. */
        void truncate(long length) throws IOException;

        /** Writes all the bytes, in one call unless the disk takes fewer. */
        default void writeFully(ByteBuffer source, long offset) throws IOException {
            long at = offset;
            while (source.hasRemaining()) {
                int written = write(source, at);
                if (written <= 0) {
                    throw new IOException("The disk took fewer bytes than it was given.");
                }
                at += written;
            }
        }
    }

    /** The disk, or the owner's share of it, is full. */
    final class NoSpaceException extends IOException {

        private static final long serialVersionUID = 1L;

        NoSpaceException(String message) {
            super(message);
        }
    }

    /** A name as people find it: with its folder. */
    String describe(String name);

    /** Creates the folder if there is none. */
    void makeFolder() throws IOException;

    /** Locks the folder for one log; returns null if it is locked already. */
    @Nullable Closeable lock() throws IOException;

    /** The names of all files in the folder, sorted. */
    List<String> list() throws IOException;

    /** Whether there is a file of this name. */
    boolean exists(String name);

    /** Creates an empty file, in place of an older one of this name. */
    StoredFile create(String name) throws IOException;

    /** Opens a file for reading. */
    StoredFile open(String name) throws IOException;

    /** Opens a file for reading and writing. */
    StoredFile openForWriting(String name) throws IOException;

    /** Gives a file another name, in place of an older file of that name, in one step. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file if it exists. */
    void delete(String name) throws IOException;

    /** Makes creations, renames and deletions durable. */
    void forceFolder() throws IOException;

    /** How many bytes can be written before the disk is full. */
    long usableBytes() throws IOException;
}
