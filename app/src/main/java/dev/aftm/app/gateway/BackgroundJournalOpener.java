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
 * Opens and checks the journal while the rest of the gateway comes up: together with the paper exchange's ledger it is
 * most of what a restart waits for. Closed, it leaves nothing half open: a journal that nobody took is waited for and closed.
 */
public final class BackgroundJournalOpener implements Supplier<OrderJournal>, AutoCloseable {

    private final CompletableFuture<OrderJournal> opening;
    private boolean isTaken;

    private BackgroundJournalOpener(CompletableFuture<OrderJournal> opening) {
        this.opening = opening;
    }

    /** Begins to open the journal that the settings name, on a thread of its own. */
    public static BackgroundJournalOpener begin(Settings settings, Clock clock) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        SqliteOrderJournal.Sync sync =
                settings.journalSurvivesPowerLoss() ? SqliteOrderJournal.Sync.FULL : SqliteOrderJournal.Sync.NORMAL;
        return new BackgroundJournalOpener(CompletableFuture.supplyAsync(
                () -> new SqliteOrderJournal(settings.journal(), sync, clock),
                task -> new Thread(task, "journal-opening").start()));
    }

    /**
     * The journal, once it is open. Whoever takes it closes it.
     *
     * @throws RuntimeException as the opening of the journal does
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
