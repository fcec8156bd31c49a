package dev.aftm.interactor.execution;

import dev.aftm.domain.order.OrderChange;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.State;
import dev.aftm.interactor.queue.OrderResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cancels and changes orders at the exchange. A cancel of an order of which nobody knows whether it is there is remembered,
 * and made as soon as the order turns out to be.
 *
 * <p>Belongs to the thread that owns the exchange.
 */
final class CancelReplaceHandler {

    /** More that wait are refused: each is looked at again and again. */
    private static final int MOST_REMEMBERED = 200;

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    /** An order that is on its way comes sooner, or never. */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(10);

    /** After a call that failed, it is not made again for so long. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final OrderEntry exchange;
    private final OrderJournal journal;

    /** Orders that must not be sent any more: a cancel came first. */
    private final Set<OrderKey> closed = new HashSet<>();

    /** When a remembered cancel that was called is called again, in nanoseconds of the clock. */
    private final Map<OrderKey, Long> notBefore = new HashMap<>();

    private @Nullable List<Entry> remembered;
    private long nextLookNanos;

    CancelReplaceHandler(Clock clock, ExchangeSession session, OrderEntry exchange, OrderJournal journal) {
        this.clock = clock;
        this.session = session;
        this.exchange = exchange;
        this.journal = journal;
        this.nextLookNanos = clock.nanoTime();
    }

    /**
     * What becomes of a change.
     *
     * @param state for the journal; still intended where it is remembered
     * @param result for whoever asked
     */
    record Decision(State state, OrderResult result) {

        private static Decision refused(String code, String text, OrderChange change) {
            return settled(new State.Rejected(code, text), change);
        }

        private static Decision settled(State state, OrderChange change) {
            return new Decision(state, OrderResult.recorded(state, change).orElseThrow());
        }

        private static Decision notMade(ErrorCode code, String message) {
            return new Decision(new State.NotSent(), OrderResult.notSent(code, message));
        }
    }

    /** Makes a change whose intent is recorded, with at most one call of the exchange. */
    Decision make(Entry intent) {
        OrderChange change = (OrderChange) intent.instruction();
        String targetId = change.targetId();
        if (targetId == null) {
            return call(intent.key().account(), String.valueOf(change.orderSerial()), change);
        }
        OrderKey key = new OrderKey(intent.key().account(), targetId);
        Optional<Entry> target = journal.find(key).filter(Entry::isOrder);
        // The desk has let through what it knows of: an order that is not recorded yet is on its way.
        return target.map(order -> make(intent, order, change))
                .orElseGet(() -> change.isCancel() ? awaitTarget(intent, change) : inDoubt());
    }

    private Decision make(Entry intent, Entry target, OrderChange change) {
        State state = target.state();
        if (state instanceof State.Accepted accepted) {
            return target.tradingDay().isBefore(session.tradingDay())
                    ? Decision.refused("DAY_ENDED", "The trading day of the order is over.", change)
                    : call(intent.key().account(), accepted.orderSerial(), change);
        }
        if (state.isUnresolved()) {
            return change.isCancel() ? remember(intent, change) : inDoubt();
        }
        if (state instanceof State.Rejected) {
            return Decision.refused("NOT_WORKING", "The exchange had refused the order.", change);
        }
        return change.isCancel()
                ? close(target, change)
                : Decision.refused("NOT_SENT", "The order was not sent.", change);
    }

    private static Decision inDoubt() {
        return Decision.notMade(
                ErrorCode.ORDER_STATE_UNKNOWN,
                "Nobody knows yet whether the order is at the exchange, so it cannot be changed; it can be cancelled.");
    }

    private Decision awaitTarget(Entry intent, OrderChange change) {
        return hasWaitedLong(intent) ? Decision.settled(new State.Accepted(""), change) : remember(intent, change);
    }

    private boolean hasWaitedLong(Entry intent) {
        return clock.now().isAfter(intent.intendedAt().plus(LONGEST_WAY));
    }

    private Decision remember(Entry intent, OrderChange change) {
        List<Entry> waiting = remembered();
        if (waiting.stream().noneMatch(entry -> entry.key().equals(intent.key()))) {
            if (waiting.size() >= MOST_REMEMBERED) {
                return Decision.notMade(
                        ErrorCode.GATEWAY_BUSY, "Too many cancels wait for orders in doubt; try again.");
            }
            waiting.add(intent);
            closeTarget(intent);
        }
        return Decision.settled(intent.state(), change);
    }

    /** Cancelled before it was sent: its id must not send it any more. */
    private Decision close(Entry target, OrderChange change) {
        closed.add(target.key());
        if (target.state() instanceof State.NotSent) {
            journal.resolve(
                    target.key(), new State.ResolvedNotSent("Cancelled before it was sent."), "client", "cancel_order");
        }
        return Decision.settled(new State.Accepted(""), change);
    }

    private Decision call(String account, String serial, OrderChange change) {
        OrderAck answer;
        try {
            answer = change.isCancel()
                    ? exchange.cancel(account, serial)
                    : exchange.replace(account, serial, change.price(), change.quantity());
        } catch (RuntimeException e) {
            return new Decision(
                    new State.Unknown(String.valueOf(e.getMessage())),
                    OrderResult.unknown(
                            ErrorCode.ORDER_EXECUTION_ERROR,
                            "The call to the exchange failed, so it is not known whether it has the request; look at the"
                                    + " order's state."));
        }
        if (answer instanceof OrderAck.NotSent notSent) {
            return Decision.notMade(ErrorCode.EXCHANGE_DISCONNECTED, notSent.reason());
        }
        return answer instanceof OrderAck.Rejected refused
                ? Decision.refused(refused.code(), refused.text(), change)
                : Decision.settled(new State.Accepted(serial), change);
    }

    /** Whether a cancel has closed this order's id in this process: one that the desk let through before must not be sent. */
    boolean isClosed(OrderKey key) {
        return closed.contains(key);
    }

    private void closeTarget(Entry cancel) {
        OrderKey target = targetOf(cancel);
        if (target != null) {
            closed.add(target);
        }
    }

    private static @Nullable OrderKey targetOf(Entry intent) {
        String targetId = ((OrderChange) intent.instruction()).targetId();
        return targetId == null ? null : new OrderKey(intent.key().account(), targetId);
    }

    /** What is recorded may not be what is remembered: it is read anew with the next look. */
    void forgetRemembered() {
        remembered = null;
        nextLookNanos = clock.nanoTime();
    }

    /**
     * Makes the cancels that were remembered and whose orders have turned out to be there, or not to be. Cheap where there
     * are none.
     *
     * @throws OrderJournal.JournalException it could not be recorded; done again with a later call
     */
    void makeRemembered() {
        List<Entry> waiting = remembered();
        boolean isDue = clock.nanoTime() - nextLookNanos >= 0;
        if (waiting.isEmpty() || !isDue || session.state() != ExchangeSession.State.LOGGED_IN) {
            return;
        }
        nextLookNanos = clock.nanoTime() + LOOK_NANOS;
        for (Iterator<Entry> all = waiting.iterator(); all.hasNext(); ) {
            Entry intent = all.next();
            long now = clock.nanoTime();
            boolean isPaused = now - notBefore.getOrDefault(intent.key(), now) < 0;
            if (isPaused || isTargetInDoubt(intent)) {
                continue;
            }
            // Whatever goes wrong from here on, it is not done again at once.
            notBefore.put(intent.key(), now + PAUSE_NANOS);
            State state = make(intent).state();
            // To cancel twice does no harm; not to cancel would.
            boolean isSettled = state instanceof State.Accepted || state instanceof State.Rejected;
            if (isSettled) {
                journal.recordOutcomes(List.of(new Outcome(intent.key(), state)));
                notBefore.remove(intent.key());
                all.remove();
            }
        }
    }

    private boolean isTargetInDoubt(Entry intent) {
        OrderKey target = targetOf(intent);
        // One that is not recorded may still be on its way, or come again from its client.
        return target != null
                && journal.find(target)
                        .map(order -> order.state().isUnresolved())
                        .orElseGet(() -> !hasWaitedLong(intent));
    }

    /**
     * The cancels that wait. Those that an earlier process left may have been called by it already: to cancel twice does no
     * harm. To change twice might, so of a change that it left nobody knows.
     */
    private List<Entry> remembered() {
        List<Entry> waiting = remembered;
        if (waiting == null) {
            List<Entry> open = journal.openChanges();
            LocalDate today = session.tradingDay();
            List<Outcome> unknown = open.stream()
                    .filter(entry -> !isCancelOfToday(entry, today))
                    .map(entry -> new Outcome(
                            entry.key(), new State.Unknown("The gateway ended before the exchange had answered.")))
                    .toList();
            if (!unknown.isEmpty()) {
                journal.recordOutcomes(unknown);
            }
            waiting = new ArrayList<>(
                    open.stream().filter(entry -> isCancelOfToday(entry, today)).toList());
            waiting.forEach(this::closeTarget);
            remembered = waiting;
        }
        return waiting;
    }

    /** The exchange gives a number anew on another day; then it would be another order that is cancelled. */
    private static boolean isCancelOfToday(Entry entry, LocalDate today) {
        OrderChange change = (OrderChange) entry.instruction();
        return change.isCancel()
                && (change.targetId() != null || entry.tradingDay().equals(today));
    }
}
