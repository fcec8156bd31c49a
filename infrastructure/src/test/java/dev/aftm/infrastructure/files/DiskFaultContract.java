package dev.aftm.infrastructure.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every store does when its disk fails: each failure is one sentence, nothing is lost or half done, and it goes on by itself
 * when the disk works again. The tests of all stores run it.
 */
@DisabledOnOs(OS.WINDOWS)
public interface DiskFaultContract {

    /** A store, and how to use it. Its folder is there and empty at first. */
    interface Disk extends AutoCloseable {

        /** {@link #readAnew} returns it where the content is lost and the store decides for safety. */
        int SAFE = -1;

        /** Opens the store as a process does that starts, or creates it. */
        void open();

        /** Stores a value through what was opened. */
        void write(int value);

        /** The value that a process finds that starts now. */
        int readAnew();

        /** Closes what was opened, as a process does that stops. */
        void stop();

        /** The files that hold the value. */
        List<Path> files();

        @Override
        default void close() {
            stop();
        }
    }

    Disk disk();

    /** Content that a crash, a power loss or a person may leave. */
    enum Torn {
        EMPTY {
            @Override
            byte[] of(byte[] sound) {
                return new byte[0];
            }
        },
        ZEROS {
            @Override
            byte[] of(byte[] sound) {
                return new byte[sound.length];
            }
        },
        FIRST_HALF {
            @Override
            byte[] of(byte[] sound) {
                return Arrays.copyOf(sound, sound.length / 2);
            }
        },
        FOREIGN {
            @Override
            byte[] of(byte[] sound) {
                return "This is a letter to a friend.\n".repeat(200).getBytes(StandardCharsets.UTF_8);
            }
        };

        abstract byte[] of(byte[] sound);
    }

    private static void assertSentence(@Nullable Throwable failure, Disk disk) {
        assertThat(failure).as("the failure").isInstanceOf(RuntimeException.class);
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        assertThat(message).as("one sentence that says what to do").matches("[A-Z][^\n]*[;,][^\n]*\\.");
        assertThat(disk.files()).as(message).anyMatch(file -> message.contains(String.valueOf(file.getFileName())));
    }

    @Test
    default void a_full_disk_is_a_sentence_and_passes() {
        try (Disk disk = disk()) {
            disk.open();
            disk.write(1);
            for (int round = 0; round < 3; round++) {
                try (FullDisk full = FullDisk.begin()) {
                    assertThat(full).isNotNull();
                    for (int i = 0; i < 3; i++) {
                        assertSentence(catchThrowable(() -> disk.write(100)), disk);
                    }
                }
                assertThat(disk.readAnew())
                        .as("what was stored before is there")
                        .isEqualTo(round + 1);
                disk.write(round + 2);
                assertThat(disk.readAnew()).as("it goes on by itself").isEqualTo(round + 2);
            }
        }
    }

    @Test
    default void a_disk_that_is_full_at_the_start_passes_as_well() {
        try (Disk disk = disk()) {
            try (FullDisk full = FullDisk.begin()) {
                assertThat(full).isNotNull();
                for (int i = 0; i < 3; i++) {
                    assertSentence(
                            catchThrowable(() -> {
                                disk.open();
                                disk.write(1);
                            }),
                            disk);
                }
            }
            disk.open();
            disk.write(2);
            assertThat(disk.readAnew()).isEqualTo(2);
        }
    }

    @Test
    default void a_folder_that_is_gone_for_a_while_loses_nothing() throws IOException {
        try (Disk disk = disk()) {
            disk.open();
            disk.write(1);
            Path folder =
                    Objects.requireNonNull(disk.files().get(0).toAbsolutePath().getParent());
            Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
            Files.move(folder, aside);
            @Nullable Throwable failure;
            try {
                failure = catchThrowable(() -> disk.write(2));
                if (failure != null) {
                    assertSentence(failure, disk);
                }
            } finally {
                Files.move(aside, folder);
            }
            assertThat(disk.readAnew()).isEqualTo(failure == null ? 2 : 1);
            disk.write(3);
            assertThat(disk.readAnew()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Torn.class)
    default void torn_content_is_refused_or_safe(Torn torn) throws IOException {
        try (Disk disk = disk()) {
            disk.open();
            disk.write(1);
            disk.stop();
            for (Path file : disk.files()) {
                byte[] sound = Files.readAllBytes(file);
                byte[] content = torn.of(sound);
                Files.write(file, content);
                int[] found = {Disk.SAFE};
                Throwable refusal = catchThrowable(() -> found[0] = disk.readAnew());
                if (refusal == null) {
                    assertThat(found[0]).as("%s in %s", torn, file).isEqualTo(Disk.SAFE);
                } else {
                    assertSentence(refusal, disk);
                    assertThat(file).as("%s is untouched", file).hasBinaryContent(content);
                }
                Files.write(file, sound);
                assertThat(disk.readAnew()).as("restored").isEqualTo(1);
            }
        }
    }

    @Test
    default void a_folder_in_the_place_of_a_file_is_refused_or_safe() throws IOException {
        try (Disk disk = disk()) {
            disk.open();
            disk.write(1);
            disk.stop();
            for (Path file : disk.files()) {
                Path aside = file.resolveSibling("aside");
                Files.move(file, aside);
                Files.createDirectory(file);
                int[] found = {Disk.SAFE};
                Throwable refusal = catchThrowable(() -> found[0] = disk.readAnew());
                if (refusal == null) {
                    assertThat(found[0]).as("a folder in the place of %s", file).isEqualTo(Disk.SAFE);
                } else {
                    assertSentence(refusal, disk);
                }
                Files.delete(file);
                Files.move(aside, file);
                assertThat(disk.readAnew()).as("restored").isEqualTo(1);
            }
        }
    }
}
