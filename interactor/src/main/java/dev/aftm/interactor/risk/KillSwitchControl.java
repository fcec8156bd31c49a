package dev.aftm.interactor.risk;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.killswitch.KillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.queue.ExecutionQueue;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final String NOT_ENGAGED = "The kill switch is not engaged.";

    private static final String AGAIN = "It was engaged again after you asked for its release; look, and ask again.";

    private final Clock clock;
    private final KillSwitchStore store;
    private final OrderJournal journal;
    private final ExecutionQueue queue;
    private final Executor keeper;
    private final Runnable cancelOpen;
    private final AtomicReference<Standing> standing;
    private volatile @Nullable String fault;

    /**
     * How it stands.
     *
     * @param generation how often it was engaged: a release is of what was engaged when it was asked for, and of nothing later
     */
    private record Standing(@Nullable Engagement engagement, long generation) {

        Standing engaged(Engagement made) {
            return new Standing(engagement == null ? made : engagement, generation + 1);
        }
    }

    /**
     * Makes it, engaged where it was when an earlier process ended.
     *
     * @param queue to the thread that owns the exchange and the journal
     * @param keeper runs, one after the other, what writes to the store: that waits for a disk
     * @param cancelOpen cancels all open orders; run on that thread
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

    /** Who engaged it, when and why; empty where nobody has. */
    public Optional<Engagement> engagement() {
        return Optional.ofNullable(standing().engagement());
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
        } catch (RuntimeException e) {
            fault = "The kill switch is engaged, but that could not be kept for a restart: " + e.getMessage();
        }
    }

    /** Looks whether a person has engaged it by hand, in the store. Called often, by any one thread. */
    public void poll() {
        if (!isEngaged()) {
            store.read().ifPresent(found -> engage(found.by(), found.reason(), false, () -> {}));
        }
    }

    /**
     * Releases it.
     *
     * @param reason why, in words; kept for ever
     * @param reply is given what could not be done, or empty; on any thread
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
            // First the record: orders must not flow again on the word of nobody.
            journal.note("kill_switch", "released: " + reason);
            keeper.execute(() -> reply.accept(forget(asked)));
        } catch (RuntimeException e) {
            reply.accept(stillEngaged(e));
        }
    }

    /** Why a release that was asked for earlier is of nothing any more; empty where it is not so. */
    private Optional<String> outdated(Standing asked) {
        Standing now = standing();
        if (now.engagement() == null) {
            return Optional.of(NOT_ENGAGED);
        }
        return now.equals(asked) ? Optional.empty() : Optional.of(AGAIN);
    }

    /** Lets orders flow again once the store has forgotten it; where it was engaged meanwhile, that counts. */
    private Optional<String> forget(Standing asked) {
        Engagement released = asked.engagement();
        Optional<String> outdated = outdated(asked);
        if (outdated.isPresent() || released == null) {
            // Somebody else has released it, or engaged it again, since it was recorded.
            noteAnew();
            return outdated;
        }
        try {
            store.clear();
            if (standing.compareAndSet(asked, new Standing(null, asked.generation()))) {
                fault = null;
                return Optional.empty();
            }
            store.write(released);
            noteAnew();
            return Optional.of(AGAIN);
        } catch (RuntimeException e) {
            return stillEngaged(e);
        }
    }

    /** The record says that it was released, which has come to nothing: it is to say how it stands. */
    private void noteAnew() {
        var unused = queue.offer(() -> note(
                isEngaged() ? "still engaged: it was engaged again meanwhile" : "not engaged: it was released before"));
    }

    private static Optional<String> stillEngaged(RuntimeException e) {
        return Optional.of("It is still engaged: " + e.getMessage());
    }

    private void note(String detail) {
        try {
            journal.note("kill_switch", detail);
        } catch (OrderJournal.JournalException e) {
            fault = "The kill switch is engaged, but that could not be recorded: " + e.getMessage();
        }
    }
}
