package dev.aftm.infrastructure.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountChangeLogTest {

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path folder = Path.of("");

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
