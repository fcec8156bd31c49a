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
 * Cancels and changes orders at the exchange. If it is not known whether the exchange has the order, a cancel is remembered
 * and sent as soon as the exchange confirms that it has the order.
 *
 * <p>Used by the execution thread only.
 */
public final class CancelReplaceHandler {

    /** The most cancels that are remembered: each is checked again and again. Further ones are rejected. */
    private static final int MOST_REMEMBERED = 200;

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    /** An order that has not arrived within this time will not arrive. */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(10);

    /** The pause after a call that failed. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final OrderEntry exchange;
    private final OrderJournal journal;

    /** Orders that must not be sent any more, because a cancel came first. */
    private final Set<OrderKey> closed = new HashSet<>();

    /** The earliest time for the next attempt of each remembered cancel, on the monotonic clock. */
    private final Map<OrderKey, Long> notBefore = new HashMap<>();

    private @Nullable List<Entry> remembered;
    private long nextLookNanos;

    public CancelReplaceHandler(Clock clock, ExchangeSession session, OrderEntry exchange, OrderJournal journal) {
        this.clock = clock;
        this.session = session;
        this.exchange = exchange;
        this.journal = journal;
        this.nextLookNanos = clock.nanoTime();
    }

    /**
     * The outcome of a cancel or change.
     *
     * @param state for the journal; still intended if a cancel is remembered
     * @param result for the client
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

    /** Sends a cancel or change whose intent is recorded, with at most one call to the exchange. */
    Decision make(Entry intent) {
        OrderChange change = (OrderChange) intent.instruction();
        String targetId = change.targetId();
        if (targetId == null) {
            return call(intent.key().account(), String.valueOf(change.orderSerial()), change);
        }
        OrderKey key = new OrderKey(intent.key().account(), targetId);
        Optional<Entry> target = journal.find(key).filter(Entry::isOrder);
        // The order intake accepts only changes of orders that it knows: one that is not recorded yet is on its way.
        return target.map(order -> make(intent, order, change))
                .orElseGet(() -> change.isCancel() ? awaitTarget(intent, change) : stateUnknown());
    }

    private Decision make(Entry intent, Entry target, OrderChange change) {
        State state = target.state();
        if (state instanceof State.Accepted accepted) {
            return target.tradingDay().isBefore(session.tradingDay())
                    ? Decision.refused("DAY_ENDED", "The trading day of the order is over.", change)
                    : call(intent.key().account(), accepted.orderSerial(), change);
        }
        if (state.isUnresolved()) {
            return change.isCancel() ? remember(intent, change) : stateUnknown();
        }
        if (state instanceof State.Rejected) {
            return Decision.refused("NOT_WORKING", "The exchange had rejected the order.", change);
        }
        return change.isCancel()
                ? close(target, change)
                : Decision.refused("NOT_SENT", "The order was not sent.", change);
    }

    private static Decision stateUnknown() {
        return Decision.notMade(
                ErrorCode.ORDER_STATE_UNKNOWN,
                "It is not known yet whether the exchange has the order, so it cannot be changed; cancel it instead.");
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
                        ErrorCode.GATEWAY_BUSY,
                        "Too many cancels are waiting for orders in an unknown state; try again.");
            }
            waiting.add(intent);
            closeTarget(intent);
        }
        return Decision.settled(intent.state(), change);
    }

    /** Cancels an order before it is sent: its request id must not send it any more. */
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
                            "The call to the exchange failed, so it is not known whether it has the request; check the"
                                    + " order's state."));
        }
        if (answer instanceof OrderAck.NotSent notSent) {
            return Decision.notMade(ErrorCode.EXCHANGE_DISCONNECTED, notSent.reason());
        }
        return answer instanceof OrderAck.Rejected rejected
                ? Decision.refused(rejected.code(), rejected.text(), change)
                : Decision.settled(new State.Accepted(serial), change);
    }

    /** Whether a cancel has closed this order's id in this process, so that an order queued before must not be sent. */
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

    /** Discards the remembered cancels, which may differ from the journal; the next check reads them again. */
    void forgetRemembered() {
        remembered = null;
        nextLookNanos = clock.nanoTime();
    }

    /**
     * Sends the remembered cancels of orders whose state has become known. Cheap if there are none.
     *
     * @throws OrderJournal.JournalException the outcome could not be recorded; a later call tries again
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
            // If anything fails from here on, the next attempt waits.
            notBefore.put(intent.key(), now + PAUSE_NANOS);
            State state = make(intent).state();
            // Cancelling twice is harmless; not cancelling is not.
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
        // An order that is not recorded may still be on its way, or may be repeated by its client.
        return target != null
                && journal.find(target)
                        .map(order -> order.state().isUnresolved())
                        .orElseGet(() -> !hasWaitedLong(intent));
    }

    /**
     * Returns the remembered cancels. Those of an earlier process may have been sent by it already, which is harmless. A change
     * that it left must not be sent twice, so its state becomes unknown.
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

    /** The exchange reuses order numbers on another day, so a cancel by number is valid only on its own day. */
    private static boolean isCancelOfToday(Entry entry, LocalDate today) {
        OrderChange change = (OrderChange) entry.instruction();
        return change.isCancel()
                && (change.targetId() != null || entry.tradingDay().equals(today));
    }
}
