package dev.aftm.infrastructure.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which files an SQLite file and its log are, whatever their names. SQLite would go on writing into files that were deleted, and
 * everything would be lost when the process ends. Where the system gives files no identity (Windows), it does not let anybody
 * delete a file in use either.
 *
 * @param file null if there is none, or none with an identity
 * @param log the write-ahead log; null likewise
 */
record FileIdentity(@Nullable Object file, @Nullable Object log) {

    static FileIdentity of(Path path, Path log) throws IOException {
        return new FileIdentity(key(path), key(log));
    }

    boolean isSame(FileIdentity now, boolean withLog) {
        return Objects.equals(file, now.file) && (!withLog || Objects.equals(log, now.log));
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            // What does not exist is none of the files that were opened.
            return null;
        }
    }
}
