package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The fake meets the contract of a history, and fails when it is told to. */
final class FakeHistoryStoreTest implements HistoryStoreContract {

    private final FakeHistoryStore history = new FakeHistoryStore();

    @Override
    public HistoryStore history() {
        return history;
    }

    @Test
    void it_fails_and_goes_on_later() {
        FakeEventLog log = new FakeEventLog();
        log.append(EventLogContract.TIME, List.of(new LogEvent.AccountSelected("A1")));
        history.fail(true);
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> history.follow(log));
        history.fail(false);
        history.follow(log);
        assertThat(history.head()).isEqualTo(log.head());
    }
}
