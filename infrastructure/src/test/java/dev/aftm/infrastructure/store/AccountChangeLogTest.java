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
    void the_first_executor_trades_since_the_account_was_chosen_and_so_do_those_after_it() {
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(1));
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
    }

    @Test
    void one_that_trades_for_another_account_begins_anew_however_long_ago_that_was_chosen() {
        assertThat(since("A1")).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(1));
        Instant changed = Instant.ofEpochMilli(clock.now().toEpochMilli());
        assertThat(since("A2")).isEqualTo(clock.now());
        clock.advance(Duration.ofMinutes(1));
        assertThat(since("A2")).isEqualTo(changed);
        assertThat(since("A1")).isEqualTo(clock.now());
    }

    @Test
    void what_cannot_be_read_counts_as_another_account() throws IOException {
        Files.writeString(folder.resolve("order-executor-account"), "A1 soon");
        assertThat(since("A1")).isEqualTo(clock.now());
    }

    @Test
    void where_it_cannot_be_remembered_nothing_is_traded() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> AccountChangeLog.since(folder.resolve("none"), "A1", Instant.EPOCH, clock));
    }
}
