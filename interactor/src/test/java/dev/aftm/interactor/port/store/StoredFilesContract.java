package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every adapter keeps that stores something in files: orders, positions and accounts are nobody else's business. The
 * tests of all adapters of stores run it.
 */
public interface StoredFilesContract {

    /**
     * Uses the store until it has written each kind of file that it ever writes.
     *
     * @return the folder that holds them, and nothing else
     */
    Path storedFiles() throws IOException;

    @Test
    default void only_their_owner_can_read_the_files() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(storedFiles())) {
            files = found.filter(Files::isRegularFile).toList();
        }
        assertThat(files).as("files that were written").isNotEmpty();
        for (Path file : files) {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo("rw-------");
            }
        }
    }
}
