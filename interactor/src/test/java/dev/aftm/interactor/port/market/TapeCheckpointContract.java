package dev.aftm.interactor.port.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.market.TapeCheckpoint.Mark;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The behaviour of every tape checkpoint. */
public interface TapeCheckpointContract {

    Mark FIRST = new Mark("feed-1", 0, 0, 3, 2, new BigDecimal("12.5"));
    Mark SECOND = new Mark("feed-2", 0, 0, 9, 9, BigDecimal.ZERO);

    /** Opens the checkpoint as a new process would; it has what was stored earlier in the same test. */
    TapeCheckpoint checkpoint();

    @Test
    default void an_unfinished_tape_continues_at_its_position() {
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
    default void a_finished_tape_starts_again_only_in_another_run() {
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
    default void another_tape_starts_from_the_beginning() {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
            checkpoint.advance(42, 7);
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("another tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }
}
