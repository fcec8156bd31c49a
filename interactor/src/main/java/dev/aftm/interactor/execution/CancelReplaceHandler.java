package dev.aftm.interactor.execution;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.OrderResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancels and changes orders at the exchange. If it is not known whether the exchange has the order, a cancel is remembered
 * and sent as soon as the exchange confirms that it has the order.
 *
 * <p>Used by the execution thread only.
 */
public final class CancelReplaceHandler {

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    /** The pause after a call that failed. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final OrderEntry exchange;
    private final OrderJournal journal;

    /** The earliest time for the next attempt of each remembered cancel, on the monotonic clock. */
    private final Map<OrderKey, Long> notBefore = new HashMap<>();

    private @Nullable Map<OrderKey, Entry> remembered;
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
     * @param outcome for the journal; still the request itself if a cancel is remembered
     * @param result for the client
     */
    record Decision(OrderEvent.OfRequest outcome, OrderResult result) {

        private static Decision rejected(String code, String text, OrderInstruction change) {
            return settled(new OrderEvent.Rejected(code, text), change);
        }

        private static Decision settled(OrderEvent.OfRequest outcome, OrderInstruction change) {
            return new Decision(outcome, OrderResult.recorded(outcome, change).orElseThrow());
        }

        private static Decision notMade(ErrorCode code, String message) {
            return new Decision(new OrderEvent.NotSent(), OrderResult.notSent(code, message));
        }
    }

    /** Sends a cancel or change whose intent is recorded, with at most one call to the exchange. */
    Decision make(Entry intent) {
        OrderInstruction.OfEarlierOrder change = (OrderInstruction.OfEarlierOrder) intent.instruction();
        return change.target()
                .map(id -> make(intent, id, change), serial -> call(intent.key().account(), serial, change));
    }

    private Decision make(Entry intent, String targetId, OrderInstruction.OfEarlierOrder change) {
        OrderKey key = new OrderKey(intent.key().account(), targetId);
        Optional<Entry> target = journal.find(key).filter(Entry::isOrder);
        // The order intake accepts only changes of orders that it knows: one that is not recorded yet is on its way.
        return target.map(order -> make(intent, order, change))
                .orElseGet(() -> change instanceof CancelOrder ? close(key, change) : stateUnknown());
    }

    private Decision make(Entry intent, Entry target, OrderInstruction.OfEarlierOrder change) {
        boolean isCancel = change instanceof CancelOrder;
        OrderEvent.OfRequest last = target.last();
        if (last instanceof OrderEvent.Acknowledged acknowledged) {
            return target.tradingDay().isBefore(session.tradingDay())
                    ? Decision.rejected("DAY_ENDED", "The trading day of the order is over.", change)
                    : call(intent.key().account(), acknowledged.orderSerial(), change);
        }
        if (last.isUnresolved()) {
            return isCancel ? remember(intent, change) : stateUnknown();
        }
        if (last instanceof OrderEvent.Rejected) {
            return Decision.rejected("NOT_WORKING", "The exchange had rejected the order.", change);
        }
        return isCancel
                ? close(target.key(), change)
                : Decision.rejected("NOT_SENT", "The order was not sent.", change);
    }

    private static Decision stateUnknown() {
        return Decision.notMade(
                ErrorCode.ORDER_STATE_UNKNOWN,
                "It is not known yet whether the exchange has the order, so it cannot be changed; cancel it instead.");
    }

    private Decision remember(Entry intent, OrderInstruction change) {
        Map<OrderKey, Entry> waiting = remembered();
        if (!waiting.containsKey(intent.key())) {
            OrderKey target = targetOf(intent);
            if (target != null) {
                close(target);
            }
            waiting.put(intent.key(), intent);
        }
        return Decision.settled(intent.last(), change);
    }

    /** Cancels an order before it is sent: its request id must not send it any more, also after a restart. */
    private Decision close(OrderKey target, OrderInstruction change) {
        close(target);
        return Decision.settled(new OrderEvent.Acknowledged(""), change);
    }

    private void close(OrderKey target) {
        if (!journal.isClosed(target)) {
            journal.recordOutcomes(
                    List.of(new Outcome(target, new OrderEvent.Closed("Cancelled before it was sent."))));
        }
    }

    private Decision call(String account, String serial, OrderInstruction.OfEarlierOrder change) {
        OrderAck answer;
        try {
            answer = change instanceof ReplaceOrder replacement
                    ? exchange.replace(account, serial, replacement.price(), replacement.quantity())
                    : exchange.cancel(account, serial);
        } catch (RuntimeException e) {
            return new Decision(
                    new OrderEvent.Unconfirmed(String.valueOf(e.getMessage())),
                    OrderResult.unknown(
                            ErrorCode.ORDER_EXECUTION_ERROR,
                            "The call to the exchange failed, so it is not known whether it has the request; check the"
                                    + " order's state."));
        }
        if (answer instanceof OrderAck.NotSent notSent) {
            return Decision.notMade(ErrorCode.EXCHANGE_DISCONNECTED, notSent.reason());
        }
        return answer instanceof OrderAck.Rejected rejected
                ? Decision.rejected(rejected.code(), rejected.text(), change)
                : Decision.settled(new OrderEvent.Acknowledged(serial), change);
    }

    private static @Nullable OrderKey targetOf(Entry intent) {
        return ((OrderInstruction.OfEarlierOrder) intent.instruction())
                .target()
                .asRequestId()
                .map(id -> new OrderKey(intent.key().account(), id))
                .orElse(null);
    }

    /** Discards the remembered cancels, which may differ from the journal; the next check reads them again. */
    void forgetRemembered() {
        remembered = null;
        nextLookNanos = clock.nanoTime();
    }

    /**
     * Sends the remembered cancels of orders whose state has become known. Cheap if there are none.
     *
     * @throws JournalException the outcome could not be recorded; a later call tries again
     */
    void makeRemembered() {
        Map<OrderKey, Entry> waiting = remembered();
        boolean isDue = clock.nanoTime() - nextLookNanos >= 0;
        if (waiting.isEmpty() || !isDue || session.state() != ExchangeSession.State.LOGGED_IN) {
            return;
        }
        nextLookNanos = clock.nanoTime() + LOOK_NANOS;
        for (Iterator<Entry> all = waiting.values().iterator(); all.hasNext(); ) {
            Entry intent = all.next();
            long now = clock.nanoTime();
            boolean isPaused = now - notBefore.getOrDefault(intent.key(), now) < 0;
            if (isPaused || isTargetInDoubt(intent)) {
                continue;
            }
            // If anything fails from here on, the next attempt waits.
            notBefore.put(intent.key(), now + PAUSE_NANOS);
            OrderEvent.OfRequest outcome = make(intent).outcome();
            // Cancelling twice is harmless; not cancelling is not.
            boolean isSettled = outcome instanceof OrderEvent.Acknowledged || outcome instanceof OrderEvent.Rejected;
            if (isSettled) {
                journal.recordOutcomes(List.of(new Outcome(intent.key(), outcome)));
                notBefore.remove(intent.key());
                all.remove();
            }
        }
    }

    private boolean isTargetInDoubt(Entry intent) {
        OrderKey target = targetOf(intent);
        return target != null
                && journal.find(target).filter(Entry::isUnresolved).isPresent();
    }

    /**
     * Returns the remembered cancels. Those of an earlier process may have been sent by it already, which is harmless. A change
     * that it left must not be sent twice, so its state becomes unknown.
     */
    private Map<OrderKey, Entry> remembered() {
        Map<OrderKey, Entry> waiting = remembered;
        if (waiting == null) {
            List<Entry> open = journal.openChanges();
            LocalDate today = session.tradingDay();
            List<Outcome> unknown = open.stream()
                    .filter(entry -> !isCancelOfToday(entry, today))
                    .map(entry -> new Outcome(
                            entry.key(),
                            new OrderEvent.Unconfirmed("The gateway ended before the exchange had answered.")))
                    .toList();
            if (!unknown.isEmpty()) {
                journal.recordOutcomes(unknown);
            }
            waiting = new LinkedHashMap<>();
            for (Entry entry : open) {
                if (isCancelOfToday(entry, today)) {
                    waiting.put(entry.key(), entry);
                }
            }
            remembered = waiting;
        }
        return waiting;
    }

    /** The exchange reuses order numbers on another day, so a cancel by number is valid only on its own day. */
    private static boolean isCancelOfToday(Entry entry, LocalDate today) {
        return entry.instruction() instanceof CancelOrder cancel
                && (cancel.target() instanceof OrderReference.ByRequestId
                        || entry.tradingDay().equals(today));
    }
}
