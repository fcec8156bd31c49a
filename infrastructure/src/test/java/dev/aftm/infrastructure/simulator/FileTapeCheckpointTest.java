package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftm.infrastructure.files.DiskFaultContract;
import dev.aftm.interactor.port.market.Tape.TapeException;
import dev.aftm.interactor.port.market.TapeCheckpoint;
import dev.aftm.interactor.port.market.TapeCheckpointContract;
import dev.aftm.interactor.port.store.StoredFilesContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTapeCheckpointTest implements TapeCheckpointContract, StoredFilesContract, DiskFaultContract {

    @TempDir
    private Path parent = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(parent.resolve("data"));
    }

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

    @Override
    public Disk disk() {
        return new Disk() {
            private TapeCheckpoint checkpoint = checkpoint();

            @Override
            public void open() {
                checkpoint.close();
                checkpoint = checkpoint();
                checkpoint.open("tape", "run-1", FIRST);
            }

            @Override
            public void write(int value) {
                checkpoint.advance(value, 0);
            }

            @Override
            public int readAnew() {
                try (TapeCheckpoint anew = checkpoint()) {
                    return (int) anew.open("tape", "run-1", SECOND).position();
                }
            }

            @Override
            public List<Path> files() {
                return List.of(folder.resolve("ledger.jsonl.position"), folder.resolve("ledger.jsonl.tape"));
            }

            @Override
            public void stop() {
                checkpoint.close();
            }
        };
    }

    @Test
    void a_damaged_description_never_begins_the_replay_again() throws IOException {
        storedFiles();
        Files.writeString(folder.resolve("ledger.jsonl.tape"), "tape=tape\nfeed=feed-1\norders_before=many\n");
        assertDamaged();
    }

    @Test
    void a_position_that_is_gone_never_begins_the_replay_again() throws IOException {
        storedFiles();
        Files.delete(folder.resolve("ledger.jsonl.position"));
        assertDamaged();
    }

    private void assertDamaged() {
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThatExceptionOfType(TapeException.class)
                    .isThrownBy(() -> checkpoint.open("tape", "run-1", SECOND))
                    .withMessageContaining("is damaged; remove both files to begin the replay again");
        }
        assertThat(folder.resolve("ledger.jsonl.tape")).exists();
    }

    @Test
    void a_position_of_an_earlier_version_is_read() throws IOException {
        storedFiles();
        byte[] earlier = ByteBuffer.allocate(16).putLong(42).putLong(7).array();
        Files.write(folder.resolve("ledger.jsonl.position"), earlier);
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", SECOND).position()).isEqualTo(42);
            checkpoint.advance(43, 7);
        }
        try (TapeCheckpoint checkpoint = checkpoint()) {
            assertThat(checkpoint.open("tape", "run-1", SECOND).position()).isEqualTo(43);
        }
    }

    @Test
    void a_failure_to_store_the_position_is_reported() {
        try (FileTapeCheckpoint nowhere =
                new FileTapeCheckpoint(folder.resolve("none").resolve("ledger.jsonl"))) {
            assertThatExceptionOfType(TapeException.class)
                    .isThrownBy(() -> nowhere.open("tape", "run-1", FIRST))
                    .withMessageStartingWith("The replay's position cannot be stored in ")
                    .withMessageEndingWith("; check the folder's permissions and the free disk space.");
            assertThatIllegalStateException().isThrownBy(() -> nowhere.advance(1, 0));
        }
    }
}
