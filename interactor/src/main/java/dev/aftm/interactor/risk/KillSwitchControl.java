package dev.aftm.interactor.risk;

import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.killswitch.KillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.queue.ExecutionQueue;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch stops all new orders at once, and stays engaged across restarts until a person releases it. It takes effect
 * before it is stored or recorded, and even if that fails: it must not wait for a disk, a queue, or a call that hangs.
 *
 * <p>Safe for all threads.
 */
public final class KillSwitchControl implements KillSwitch {

    private static final String NOT_ENGAGED = "The kill switch is not engaged.";

    private static final String AGAIN =
            "The kill switch was engaged again after you asked for its release; check why, then release it again.";

    private final Clock clock;
    private final KillSwitchStore store;
    private final OrderJournal journal;
    private final ExecutionQueue queue;
    private final Executor keeper;
    private final Runnable cancelOpen;
    private final AtomicReference<Standing> standing;
    private volatile @Nullable String fault;

    /** Why the store does not have the engagement; null if it has it. */
    private volatile @Nullable String storeFault;

    /** What the journal could not record; null if it could. */
    private volatile @Nullable String unrecorded;

    /**
     * The state of the kill switch.
     *
     * @param generation how often it was engaged; a release applies only to the generation for which it was requested
     */
    private record Standing(@Nullable Engagement engagement, long generation) {

        Standing engaged(Engagement made) {
            return new Standing(engagement == null ? made : engagement, generation + 1);
        }
    }

    /**
     * Creates the kill switch; it is engaged if it was when an earlier process ended.
     *
     * @param queue to the execution thread, which writes the journal
     * @param keeper runs the writes to the store one after the other, because they wait for a disk
     * @param cancelOpen cancels all open orders; runs on the execution thread
     */
    public KillSwitchControl(
            Clock clock,
            KillSwitchStore store,
            OrderJournal journal,
            ExecutionQueue queue,
            Executor keeper,
            Runnable cancelOpen) {
        this.clock = clock;
        this.store = store;
        this.journal = journal;
        this.queue = queue;
        this.keeper = keeper;
        this.cancelOpen = cancelOpen;
        Engagement found = store.read().orElse(null);
        this.standing = new AtomicReference<>(new Standing(found, 0));
        if (found != null
                && !queue.offer(() -> note("engaged at the start, by " + found.by() + ": " + found.reason()))) {
            fault = "The kill switch is engaged, but that could not be recorded.";
        }
    }

    private Standing standing() {
        return Objects.requireNonNull(standing.get());
    }

    @Override
    public boolean isEngaged() {
        return standing().engagement() != null;
    }

    /** Returns who engaged it, when and why; empty if it is not engaged. */
    public Optional<Engagement> engagement() {
        return Optional.ofNullable(standing().engagement());
    }

    /** Returns why it could not be stored, recorded or carried out completely; null if there was no fault. */
    public @Nullable String fault() {
        String unstored = storeFault;
        return unstored == null ? fault : unstored;
    }

    /**
     * Engages the kill switch. Once this returns, no new order is sent. If it is already engaged, only orders may be cancelled.
     *
     * @param by who engages it, e.g. {@code client}
     * @param reason why, in words
     * @param cancelOrders whether open orders are cancelled as well
     * @param onKept runs once it is saved for a restart, or could not be, which {@link #fault} reports; on any thread
     */
    public void engage(String by, String reason, boolean cancelOrders, Runnable onKept) {
        Engagement made = new Engagement(clock.now(), by, reason);
        boolean isNew = standing.getAndUpdate(before -> before.engaged(made)).engagement() == null;
        keeper.execute(() -> {
            if (isNew) {
                keep(made);
            }
            onKept.run();
        });
        boolean isQueued = queue.offer(() -> {
            if (isNew) {
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

    private void keep(Engagement made) {
        if (!made.equals(standing().engagement())) {
            // It has been released already.
            return;
        }
        try {
            store.write(made);
            storeFault = null;
        } catch (RuntimeException e) {
            storeFault = "The kill switch is engaged, but that could not be saved and may be lost on a restart: "
                    + e.getMessage();
        }
    }

    /**
     * Stores an engagement again that could not be stored, or is not in the store any more, and records again what could not be
     * recorded. For the keeper's thread.
     */
    public void storeAgain() {
        String again = unrecorded;
        if (again != null) {
            var unused = queue.offer(() -> note(again));
        }
        Engagement made = standing().engagement();
        if (made != null && (storeFault != null || store.read().isEmpty())) {
            keep(made);
        }
    }

    /** Engages the kill switch if a person has engaged it in the store. Called often, always by the same thread. */
    public void poll() {
        if (!isEngaged()) {
            store.read().ifPresent(found -> engage(found.by(), found.reason(), false, () -> {}));
        }
    }

    /**
     * Releases the kill switch.
     *
     * @param reason why, in words; recorded
     * @param reply receives why it is still engaged, or empty if it is released; on any thread
     */
    public void release(String reason, Consumer<Optional<String>> reply) {
        Standing asked = standing();
        if (!queue.offer(() -> release(reason, asked, reply))) {
            reply.accept(Optional.of("The gateway is busy with orders; try again in a moment."));
        }
    }

    private void release(String reason, Standing asked, Consumer<Optional<String>> reply) {
        Optional<String> outdated = outdated(asked);
        if (outdated.isPresent()) {
            reply.accept(outdated);
            return;
        }
        try {
            // Recorded first: the release must be attributable before orders flow again.
            journal.note(new LogEvent.KillSwitchChanged("released: " + reason));
            keeper.execute(() -> reply.accept(forget(asked)));
        } catch (RuntimeException e) {
            reply.accept(stillEngaged(e));
        }
    }

    /** Returns why a release that was requested earlier does not apply any more; empty if it does. */
    private Optional<String> outdated(Standing asked) {
        Standing now = standing();
        if (now.engagement() == null) {
            return Optional.of(NOT_ENGAGED);
        }
        return now.equals(asked) ? Optional.empty() : Optional.of(AGAIN);
    }

    /** Clears the store, then lets orders flow again; if it was engaged meanwhile, it stays engaged. */
    private Optional<String> forget(Standing asked) {
        Engagement released = asked.engagement();
        Optional<String> outdated = outdated(asked);
        if (outdated.isPresent() || released == null) {
            // It was released by somebody else, or engaged again, after the release was recorded.
            noteState();
            return outdated;
        }
        try {
            store.clear();
            if (standing.compareAndSet(asked, new Standing(null, asked.generation()))) {
                fault = null;
                storeFault = null;
                return Optional.empty();
            }
            store.write(released);
            noteState();
            return Optional.of(AGAIN);
        } catch (RuntimeException e) {
            return stillEngaged(e);
        }
    }

    /** Records the actual state after a recorded release that had no effect. */
    private void noteState() {
        var unused = queue.offer(() -> note(
                isEngaged() ? "still engaged: it was engaged again meanwhile" : "not engaged: it was released before"));
    }

    private static Optional<String> stillEngaged(RuntimeException e) {
        return Optional.of("The kill switch is still engaged: " + e.getMessage());
    }

    private void note(String detail) {
        try {
            journal.note(new LogEvent.KillSwitchChanged(detail));
            if (detail.equals(unrecorded)) {
                unrecorded = null;
                fault = null;
            }
        } catch (JournalException e) {
            unrecorded = detail;
            fault = "The state of the kill switch could not be recorded in the journal: " + e.getMessage();
        }
    }
}
