package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.JournalException;
import java.time.Duration;

/**
 * Decides when to recover orders: at the start of a session, after a failed call, and every 30 s while orders are in an unknown
 * state. Used by the execution thread only.
 */
public final class RecoverySchedule {

    /** How often the exchange is asked again about orders in an unknown state. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Clock clock;
    private final OrderJournal journal;
    private final OrderRecovery recovery;
    private boolean isLooking;
    private boolean isRecovered;
    private long nextLookNanos;

    public RecoverySchedule(Clock clock, OrderJournal journal, OrderRecovery recovery) {
        this.clock = clock;
        this.journal = journal;
        this.recovery = recovery;
    }

    /** Whether the recovery is done; no new order is accepted before. */
    public boolean isRecovered() {
        return isRecovered;
    }

    /** Starts the recovery again with the next {@link #step}. */
    public void restart() {
        isLooking = false;
        isRecovered = false;
    }

    /**
     * Continues the recovery, if it is due.
     *
     * @return whether it has ended in this step
     * @throws JournalException the journal cannot be used; the next step starts again
     */
    public boolean step() {
        if (isRecovered && !isRecheckDue()) {
            return false;
        }
        boolean hasEnded;
        try {
            if (!isLooking) {
                recovery.begin();
                isLooking = true;
            }
            hasEnded = recovery.step();
        } catch (JournalException e) {
            isLooking = false;
            throw e;
        }
        if (hasEnded) {
            nextLookNanos = clock.nanoTime() + LOOK_AGAIN_NANOS;
            isLooking = false;
            isRecovered = true;
        }
        return hasEnded;
    }

    /**
     * Whether the exchange is to be asked again about orders in an unknown state. New orders are accepted meanwhile: between
     * groups of orders only those in an unknown state are unresolved.
     */
    private boolean isRecheckDue() {
        return isLooking || (clock.nanoTime() - nextLookNanos >= 0 && journal.unknownCount() > 0);
    }
}
