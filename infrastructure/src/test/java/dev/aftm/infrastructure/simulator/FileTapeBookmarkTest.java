package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftm.interactor.port.TapeBookmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTapeBookmarkTest {

    private static final TapeBookmark.Mark FIRST = new TapeBookmark.Mark("feed-1", 0, 0, 3, 2, new BigDecimal("12.5"));
    private static final TapeBookmark.Mark SECOND = new TapeBookmark.Mark("feed-2", 0, 0, 9, 9, BigDecimal.ZERO);

    @TempDir
    private Path folder = Path.of("");

    private FileTapeBookmark bookmark() {
        return new FileTapeBookmark(folder.resolve("ledger.jsonl"));
    }

    @Test
    void a_tape_that_was_left_in_the_middle_goes_on_where_it_was_left() {
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", FIRST)).isEqualTo(FIRST);
            bookmark.advance(41, 6);
            bookmark.advance(42, 7);
        }
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", SECOND))
                    .isEqualTo(new TapeBookmark.Mark("feed-1", 42, 7, 3, 2, new BigDecimal("12.5")));
        }
    }

    @Test
    void a_tape_that_came_to_its_end_and_another_tape_begin_anew() {
        try (FileTapeBookmark bookmark = bookmark()) {
            bookmark.open("tape", "run-1", FIRST);
            bookmark.advance(42, 7);
            bookmark.finished();
        }
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", SECOND).position())
                    .as("the same run")
                    .isEqualTo(42);
        }
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-2", SECOND)).isEqualTo(SECOND);
            bookmark.advance(7, 0);
        }
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("another tape", "run-1", FIRST)).isEqualTo(FIRST);
        }
    }

    @Test
    void a_bookmark_that_cannot_be_read_begins_anew() throws IOException {
        try (FileTapeBookmark bookmark = bookmark()) {
            bookmark.open("tape", "run-1", FIRST);
        }
        Files.writeString(folder.resolve("ledger.jsonl.tape"), "tape=tape\norders_before=many\n");
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }

    @Test
    void where_the_position_cannot_be_kept_that_is_said() {
        try (FileTapeBookmark nowhere =
                new FileTapeBookmark(folder.resolve("none").resolve("ledger.jsonl"))) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> nowhere.open("tape", "run-1", FIRST))
                    .withMessage("The tape's position cannot be kept beside the ledger.");
            assertThatIllegalStateException().isThrownBy(() -> nowhere.advance(1, 0));
        }
    }

    @Test
    void a_position_that_cannot_be_read_begins_anew() throws IOException {
        try (FileTapeBookmark bookmark = bookmark()) {
            bookmark.open("tape", "run-1", FIRST);
            bookmark.advance(42, 7);
        }
        Files.write(folder.resolve("ledger.jsonl.position"), new byte[] {1, 2, 3});
        try (FileTapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }
}
