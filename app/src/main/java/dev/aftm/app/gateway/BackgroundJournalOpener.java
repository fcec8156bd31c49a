package dev.aftm.app.gateway;

import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.journal.SqliteOrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Opens and checks the journal while the rest of the gateway starts, because a restart mostly waits for the journal and the
 * paper exchange's ledger. Closing it waits for a journal that was not taken, and closes that.
 */
public final class BackgroundJournalOpener implements Supplier<OrderJournal>, AutoCloseable {

    private final CompletableFuture<OrderJournal> opening;
    private boolean isTaken;

    private BackgroundJournalOpener(CompletableFuture<OrderJournal> opening) {
        this.opening = opening;
    }

    /** Starts to open the journal that the settings name, on its own thread. */
    public static BackgroundJournalOpener begin(Settings settings, Clock clock) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        SqliteOrderJournal.Sync sync =
                settings.journalSurvivesPowerLoss() ? SqliteOrderJournal.Sync.FULL : SqliteOrderJournal.Sync.NORMAL;
        return new BackgroundJournalOpener(CompletableFuture.supplyAsync(
                () -> new SqliteOrderJournal(settings.journal(), sync, clock),
                task -> new Thread(task, "journal-opener").start()));
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
