package dev.aftm.app.gateway;

import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.history.SqliteHistoryStore;
import dev.aftm.infrastructure.journal.FileEventLog;
import dev.aftm.infrastructure.journal.FileLogHeadStore;
import dev.aftm.infrastructure.journal.FormerJournal;
import dev.aftm.infrastructure.journal.RandomTagWords;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.HistoryStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and checks the journal while the rest of the gateway starts, because a restart mostly waits for the journal and the
 * paper exchange's ledger. Closing it waits for a journal that was not taken, and closes that.
 */
public final class BackgroundJournalOpener implements Supplier<OrderJournal>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundJournalOpener.class);

    private final CompletableFuture<OrderJournal> opening;
    private boolean isTaken;

    private BackgroundJournalOpener(CompletableFuture<OrderJournal> opening) {
        this.opening = opening;
    }

    /** Starts to open the journal that the settings name, on its own thread. */
    public static BackgroundJournalOpener begin(Settings settings, Clock clock) {
        return begin(settings, clock, log -> log);
    }

    /**
     * Starts to open the journal that the settings name, on its own thread.
     *
     * @param around wraps the log that the journal uses
     */
    public static BackgroundJournalOpener begin(Settings settings, Clock clock, UnaryOperator<EventLog> around) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        return new BackgroundJournalOpener(CompletableFuture.supplyAsync(
                () -> open(settings, clock, around), task -> new Thread(task, "journal-opener").start()));
    }

    private static OrderJournal open(Settings settings, Clock clock, UnaryOperator<EventLog> around) {
        FormerJournal.refuse(settings.journal());
        HistoryStore history = new SqliteHistoryStore(settings.history());
        EventLog log = null;
        try {
            FileEventLog file =
                    FileEventLog.open(settings.journal(), settings.journalSurvivesPowerLoss(), history.head());
            log = file;
            file.repair().ifPresent(LOG::warn);
            return new OrderJournal(
                    clock,
                    around.apply(file),
                    new RandomTagWords(),
                    new FileLogHeadStore(settings.journalHead(), settings.journalSurvivesPowerLoss()),
                    history);
        } catch (RuntimeException e) {
            if (log != null) {
                log.close();
            }
            history.close();
            throw e;
        }
    }

    /**
     * Waits until the journal is open and returns it. The caller closes it.
     *
     * @throws RuntimeException the journal could not be opened
     */
    @Override
    public OrderJournal get() {
        try {
            OrderJournal journal = opening.join();
            isTaken = true;
            return journal;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (!isTaken) {
            opening.handle((journal, failure) -> {
                        if (journal != null) {
                            journal.close();
                        }
                        return journal;
                    })
                    .join();
        }
    }
}
