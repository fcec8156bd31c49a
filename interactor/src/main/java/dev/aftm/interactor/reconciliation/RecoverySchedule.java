package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import java.time.Duration;

/**
 * When to find out what became of earlier orders: at the beginning of a session, when a call has failed, and now and then where
 * some are still in doubt. Belongs to the thread that owns the exchange.
 */
public final class RecoverySchedule {

    /** How often the exchange is asked again for orders in doubt. */
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

    /** Whether as much is known as can be; no order is taken before. */
    public boolean isRecovered() {
        return isRecovered;
    }

    /** Nothing is known any more. */
    public void beginAnew() {
        isLooking = false;
        isRecovered = false;
    }

    /**
     * Goes on with it where it is time to.
     *
     * @return whether it has come to an end
     * @throws OrderJournal.JournalException the journal cannot be used; it begins anew with the next step
     */
    public boolean step() {
        if (isRecovered && !isTimeToLookAgain()) {
            return false;
        }
        boolean hasEnded;
        try {
            if (!isLooking) {
                recovery.begin();
                isLooking = true;
            }
            hasEnded = recovery.step();
        } catch (OrderJournal.JournalException e) {
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
     * Now and then the exchange is asked again for orders that are still in doubt. Orders are taken meanwhile: between
     * groups nothing is open but what is in doubt.
     */
    private boolean isTimeToLookAgain() {
        return isLooking || (clock.nanoTime() - nextLookNanos >= 0 && journal.unknownCount() > 0);
    }
}
