package dev.aftm.interactor.port.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.market.TapeCheckpoint.Mark;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What every bookmark keeps. */
public interface TapeCheckpointContract {

    Mark FIRST = new Mark("feed-1", 0, 0, 3, 2, new BigDecimal("12.5"));
    Mark SECOND = new Mark("feed-2", 0, 0, 9, 9, BigDecimal.ZERO);

    /** The bookmark as a process that is started finds it; what an earlier one of the same test kept is there. */
    TapeCheckpoint checkpoint();

    @Test
    default void a_tape_that_was_left_in_the_middle_goes_on_where_it_was_left() {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", FIRST)).isEqualTo(FIRST);
            checkpoint.advance(41, 6);
            checkpoint.advance(42, 7);
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-2", SECOND))
                    .isEqualTo(new Mark("feed-1", 42, 7, 3, 2, new BigDecimal("12.5")));
        }
    }

    @Test
    default void a_tape_that_came_to_its_end_begins_anew_in_another_run_alone() {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
            checkpoint.advance(42, 7);
            checkpoint.finished();
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", SECOND).position()).isEqualTo(42);
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-2", SECOND)).isEqualTo(SECOND);
            checkpoint.advance(7, 0);
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-2", FIRST).position()).isEqualTo(7);
        }
    }

    @Test
    default void another_tape_begins_at_its_start() {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
            checkpoint.advance(42, 7);
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("another tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }
}
