package dev.aftm.interactor.usecase;

import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.KillSwitch;
import dev.aftm.interactor.port.KillSwitchStore;
import dev.aftm.interactor.port.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.OrderJournal;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch: stops all new orders at once, whoever engages it, and stays engaged over restarts until a person releases
 * it. It is engaged before anything is written, and even where nothing can be: to stop must not wait for a disk, a queue, or a
 * call that hangs.
 *
 * <p>Safe for all threads.
 */
public final class KillSwitchControl implements KillSwitch {

    private static final String AGAIN = "It was engaged again after you asked for its release; look, and ask again.";

    private final Clock clock;
    private final KillSwitchStore store;
    private final OrderJournal journal;
    private final OrderQueue queue;
    private final Executor keeper;
    private final Runnable cancelOpen;
    private final Object kept = new Object();
    private volatile @Nullable Engagement engagement;
    /** Counts how often it was engaged: a release is of what was engaged when it was asked for, and of nothing later. */
    private volatile long generation;

    private volatile @Nullable String fault;

    /**
     * Makes it, engaged where it was when an earlier process ended.
     *
     * @param queue to the thread that owns the exchange and the journal
     * @param keeper runs, one after the other, what waits for a disk
     * @param cancelOpen cancels all open orders; run on that thread
     */
    public KillSwitchControl(
            Clock clock,
            KillSwitchStore store,
            OrderJournal journal,
            OrderQueue queue,
            Executor keeper,
            Runnable cancelOpen) {
        this.clock = clock;
        this.store = store;
        this.journal = journal;
        this.queue = queue;
        this.keeper = keeper;
        this.cancelOpen = cancelOpen;
        Engagement found = store.read().orElse(null);
        this.engagement = found;
        if (found != null
                && !queue.offer(() -> note("engaged at the start, by " + found.by() + ": " + found.reason()))) {
            fault = "The kill switch is engaged, but that could not be recorded.";
        }
    }

    @Override
    public boolean isEngaged() {
        return engagement != null;
    }

    /** Who engaged it, when and why; empty where nobody has. */
    public Optional<Engagement> engagement() {
        return Optional.ofNullable(engagement);
    }

    /** What could not be kept of it; null where all was. */
    public @Nullable String fault() {
        return fault;
    }

    /**
     * Engages it; from the moment of the return on no new order is sent. Engaging it again only may cancel.
     *
     * @param by who does, e.g. {@code client}
     * @param reason why, in words
     * @param cancelOrders whether open orders are to be cancelled as well
     * @param onKept run once it is kept for a restart, or could not be, which {@link #fault} tells; on any thread
     */
    public void engage(String by, String reason, boolean cancelOrders, Runnable onKept) {
        Engagement made = set(new Engagement(clock.now(), by, reason));
        keeper.execute(() -> {
            if (made != null) {
                keep(made);
            }
            onKept.run();
        });
        boolean isQueued = queue.offer(() -> {
            if (made != null) {
                note("engaged by " + by + ": " + reason);
            }
            if (cancelOrders) {
                cancelOpen.run();
            }
        });
        if (!isQueued) {
            fault = "The kill switch is engaged, but the gateway was too busy to record it or to cancel orders.";
        }
    }

    /** Null where it was engaged already. */
    private synchronized @Nullable Engagement set(Engagement made) {
        generation++;
        if (engagement != null) {
            return null;
        }
        engagement = made;
        return made;
    }

    private void keep(Engagement made) {
        synchronized (kept) {
            if (!made.equals(engagement)) {
                // It has been released already.
                return;
            }
            try {
                store.write(made);
            } catch (RuntimeException e) {
                fault = "The kill switch is engaged, but that could not be kept for a restart: " + e.getMessage();
            }
        }
    }

    /** Looks whether a person has engaged it by hand, in the store. Called often, by any one thread. */
    public void look() {
        if (engagement == null) {
            store.read().ifPresent(found -> engage(found.by(), found.reason(), false, () -> {}));
        }
    }

    /**
     * Releases it.
     *
     * @param reason why, in words; kept for ever
     * @param reply is given what could not be done, or empty, on the thread that owns the exchange
     */
    public void release(String reason, Consumer<Optional<String>> reply) {
        long asked = generation;
        if (!queue.offer(() -> reply.accept(release(reason, asked)))) {
            reply.accept(Optional.of("The gateway is busy with orders; try again in a moment."));
        }
    }

    private Optional<String> release(String reason, long asked) {
        Engagement released = engagement;
        if (released == null) {
            return Optional.of("The kill switch is not engaged.");
        }
        if (generation != asked) {
            return Optional.of(AGAIN);
        }
        try {
            // First the record: orders must not flow again on the word of nobody.
            journal.note("kill_switch", "released: " + reason);
            synchronized (kept) {
                store.clear();
                if (!unset(asked)) {
                    store.write(released);
                    note("still engaged: it was engaged again meanwhile");
                    return Optional.of(AGAIN);
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("It is still engaged: " + e.getMessage());
        }
    }

    private synchronized boolean unset(long asked) {
        if (generation != asked) {
            return false;
        }
        engagement = null;
        fault = null;
        return true;
    }

    private void note(String detail) {
        try {
            journal.note("kill_switch", detail);
        } catch (OrderJournal.JournalException e) {
            fault = "The kill switch is engaged, but that could not be recorded: " + e.getMessage();
        }
    }
}
