package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftm.interactor.port.market.TapeCheckpoint;
import dev.aftm.interactor.port.market.TapeCheckpointContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTapeCheckpointTest implements TapeCheckpointContract {

    @TempDir
    private Path folder = Path.of("");

    @Override
    public TapeCheckpoint checkpoint() {
        return new FileTapeCheckpoint(folder.resolve("ledger.jsonl"));
    }

    @Test
    void a_bookmark_that_cannot_be_read_begins_anew() throws IOException {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
        }
        Files.writeString(folder.resolve("ledger.jsonl.tape"), "tape=tape\norders_before=many\n");
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }

    @Test
    void where_the_position_cannot_be_kept_that_is_said() {
        try (FileTapeCheckpoint nowhere =
                new FileTapeCheckpoint(folder.resolve("none").resolve("ledger.jsonl"))) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> nowhere.open("tape", "run-1", FIRST))
                    .withMessage("The tape's position cannot be kept beside the ledger.");
            assertThatIllegalStateException().isThrownBy(() -> nowhere.advance(1, 0));
        }
    }

    @Test
    void a_position_that_cannot_be_read_begins_anew() throws IOException {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
            checkpoint.advance(42, 7);
        }
        Files.write(folder.resolve("ledger.jsonl.position"), new byte[] {1, 2, 3});
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }
}
