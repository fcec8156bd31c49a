package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftm.interactor.port.market.TapeCheckpoint;
import dev.aftm.interactor.port.market.TapeCheckpointContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTapeCheckpointTest implements TapeCheckpointContract, StoredFilesContract {

    @TempDir
    private Path folder = Path.of("");

    @Override
    public TapeCheckpoint checkpoint() {
        return new FileTapeCheckpoint(folder.resolve("ledger.jsonl"));
    }

    @Override
    public Path storedFiles() {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
            checkpoint.advance(1, 0);
        }
        return folder;
    }

    @Test
    void an_unreadable_description_starts_a_fresh_checkpoint() throws IOException {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            checkpoint.open("tape", "run-1", FIRST);
        }
        Files.writeString(folder.resolve("ledger.jsonl.tape"), "tape=tape\norders_before=many\n");
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", SECOND)).isEqualTo(SECOND);
        }
    }

    @Test
    void a_failure_to_store_the_position_is_reported() {
        try (FileTapeCheckpoint nowhere =
                new FileTapeCheckpoint(folder.resolve("none").resolve("ledger.jsonl"))) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> nowhere.open("tape", "run-1", FIRST))
                    .withMessage("The replay's position cannot be stored beside the ledger; check the folder's"
                            + " permissions.");
            assertThatIllegalStateException().isThrownBy(() -> nowhere.advance(1, 0));
        }
    }

    @Test
    void an_unreadable_position_starts_a_fresh_checkpoint() throws IOException {
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
