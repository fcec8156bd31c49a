package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournalContract;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The journal over a log in files meets the contract of a journal. */
final class FileJournalTest implements OrderJournalContract {

    @TempDir
    private Path folder = Path.of("");

    private OrderJournal journal = unopened();

    @SuppressWarnings("NullAway") // open() sets it before every test.
    private static OrderJournal unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        journal = new OrderJournal(
                new FakeClock(),
                new FileEventLog(folder.resolve("journal"), true),
                new RandomTagWords(),
                LogHeadStore.NONE,
                HistoryStore.NONE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Override
    public OrderJournal journal() {
        return journal;
    }
}
