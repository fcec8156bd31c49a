package dev.aftm.infrastructure.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.files.DiskFaultContract;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.StoredFilesContract;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountChangeLogTest implements StoredFilesContract, DiskFaultContract {

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path parent = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(parent.resolve("data"));
    }

    @Override
    public Path storedFiles() {
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
        return folder;
    }

    @Override
    public Disk disk() {
        return new Disk() {
            @Override
            public void open() {}

            @Override
            public void write(int value) {
                var unused = since("A" + value);
            }

            /** An account that has not been traded for since ever is one for which no earlier signal is executed. */
            @Override
            public int readAnew() {
                String text = content();
                if (text.matches("A\\d+ \\d+")) {
                    return Integer.parseInt(text.substring(1, text.indexOf(' ')));
                }
                clock.advance(Duration.ofMinutes(1));
                assertThat(since("A1")).as("earlier signals are not executed").isEqualTo(clock.now());
                return SAFE;
            }

            private String content() {
                try {
                    return Files.readString(files().get(0), StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                    return "";
                }
            }

            @Override
            public List<Path> files() {
                return List.of(folder.resolve("order-executor-account"));
            }

            @Override
            public void stop() {}
        };
    }

    private Instant since(String account) {
        return AccountChangeLog.since(folder, account, Instant.EPOCH, clock);
    }

    @Test
    void an_unchanged_account_keeps_its_start_time() {
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(1));
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_changed_account_starts_now() {
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(1));
        Instant changed = Instant.ofEpochMilli(clock.now().toEpochMilli());
        assertThat(since("A2")).isEqualTo(clock.now());
        clock.advance(Duration.ofMinutes(1));
        assertThat(since("A2")).isEqualTo(changed);
        assertThat(since("A1")).isEqualTo(clock.now());
    }

    @Test
    void unreadable_content_counts_as_another_account() throws IOException {
        Files.writeString(folder.resolve("order-executor-account"), "A1 soon");
        assertThat(since("A1")).isEqualTo(clock.now());
    }

    @Test
    void a_failure_to_write_is_reported() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> AccountChangeLog.since(folder.resolve("none"), "A1", Instant.EPOCH, clock));
    }
}
