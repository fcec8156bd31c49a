package dev.aftm.interactor.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.TapeBookmark.Mark;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What every bookmark keeps. */
public interface TapeBookmarkContract {

    Mark FIRST = new Mark("feed-1", 0, 0, 3, 2, new BigDecimal("12.5"));
    Mark SECOND = new Mark("feed-2", 0, 0, 9, 9, BigDecimal.ZERO);

    /** The bookmark as a process that is started finds it; what an earlier one of the same test kept is there. */
    TapeBookmark bookmark();

    @Test
    default void a_tape_that_was_left_in_the_middle_goes_on_where_it_was_left() {
        try (TapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", FIRST)).isEqualTo(FIRST);
            bookmark.advance(41, 6);
            bookmark.advance(42, 7);
        }
        try (TapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-2", SECOND))
                    .isEqualTo(new Mark("feed-1", 42, 7, 3, 2, new BigDecimal("12.5")));
        }
    }

    @Test
    default void a_tape_that_came_to_its_end_begins_anew_in_another_run_alone() {
        try (TapeBookmark bookmark = bookmark()) {
            bookmark.open("tape", "run-1", FIRST);
            bookmark.advance(42, 7);
            bookmark.finished();
        }
        try (TapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-1", SECOND).position()).isEqualTo(42);
        }
        try (TapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-2", SECOND)).isEqualTo(SECOND);
            bookmark.advance(7, 0);
        }
        try (TapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("tape", "run-2", FIRST).position()).isEqualTo(7);
        }
    }

    @Test
    default void another_tape_begins_at_its_start() {
        try (TapeBookmark bookmark = bookmark()) {
            bookmark.open("tape", "run-1", FIRST);
            bookmark.advance(42, 7);
        }
        try (TapeBookmark bookmark = bookmark()) {
            assertThat(bookmark.open("another tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }
}
