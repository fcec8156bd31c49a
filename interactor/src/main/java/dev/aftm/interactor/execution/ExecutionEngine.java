package dev.aftm.interactor.execution;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends orders to the exchange: records each intent, makes one call for it, records the outcome, and only then answers. It
 * never sends an order late or twice.
 *
 * <p>Used by the execution thread only, which makes all calls to the exchange's library.
 */
public final class ExecutionEngine {

    /** How long an outcome may wait so that several share one commit. */
    private static final long LONGEST_HOLD_NANOS = Duration.ofMillis(2).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final OrderSender sender;
    private final OrderJournal journal;
    private final ExchangeSynchronizer synchronizer;
    private final @Nullable PreTradeRiskCheck risk;
    private final @Nullable KillSwitchTriggers triggers;
    private final GatewayMetrics metrics;
    private final CancelReplaceHandler cancelReplace;
    private final MassCancel massCancel;

    /**
     * @param risk checks each order before it is sent; null for no risk check
     * @param triggers engages the kill switch automatically; null for none
     */
    public ExecutionEngine(
            Clock clock,
            ExchangeSession session,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            @Nullable PreTradeRiskCheck risk,
            OrderSender sender,
            CancelReplaceHandler cancelReplace,
            MassCancel massCancel,
            @Nullable KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.session = session;
        this.journal = journal;
        this.synchronizer = synchronizer;
        this.risk = risk;
        this.sender = sender;
        this.cancelReplace = cancelReplace;
        this.massCancel = massCancel;
        this.triggers = triggers;
        this.metrics = metrics;
    }

    /**
     * Sends remembered cancels that have become possible, checks the kill switch's triggers, and continues a mass cancel. Cheap;
     * called often, between groups of orders.
     */
    public void step() {
        try {
            cancelReplace.makeRemembered();
        } catch (JournalException e) {
            // They stay remembered, and the next step tries again.
        }
        if (triggers != null) {
            triggers.step(synchronizer.differences());
        }
        cancelWhatIsOpen();
    }

    /** Cancels all orders that may still trade; one in an unknown state as soon as it turns out to be at the exchange. */
    public void cancelAll(OrderTracker orders) {
        massCancel.begin(orders);
        cancelWhatIsOpen();
    }

    private void cancelWhatIsOpen() {
        massCancel.step(group -> execute(group, () -> {}, made -> {}));
    }

    /**
     * Records how a person resolved an order in an unknown state.
     *
     * @return false if the order's state is not unknown (any more)
     * @throws JournalException the resolution could not be recorded
     */
    public boolean resolve(OrderKey key, OrderEvent.Resolved resolution) {
        boolean unknown = journal.find(key)
                .filter(entry -> entry.last() instanceof OrderEvent.Unconfirmed)
                .isPresent();
        if (unknown) {
            journal.recordOutcomes(List.of(new OrderJournal.Outcome(key, resolution)));
            cancelReplace.forgetRemembered();
        }
        return unknown;
    }

    /**
     * Executes a group of requests in order.
     *
     * @param between runs before each call, for tasks that must not wait for the whole group
     * @param handBack receives every request of the group once, with its result: several together while the exchange is
     *     fast, so that their outcomes share a commit; one by one while it is slow
     */
    public void execute(List<QueuedRequest> group, Runnable between, Consumer<List<QueuedRequest>> handBack) {
        step();
        // A group that failed may have left reserved orders.
        release();
        List<QueuedRequest> live = new ArrayList<>(group.size());
        List<QueuedRequest> dead = new ArrayList<>();
        List<LogEvent.OrderDenied> denied = new ArrayList<>();
        long taken = clock.nanoTime();
        for (QueuedRequest order : group) {
            metrics.stage(Stage.QUEUE, taken - order.queuedNanos());
            if (order.isTooLate(clock)) {
                order.refuse(OrderResult.expired());
                dead.add(order);
            } else if (isClosed(order)) {
                order.refuse(OrderResult.notSent(
                        ErrorCode.REQUEST_EXPIRED,
                        "This order was cancelled before it was sent; its request_id cannot be used again."));
                dead.add(order);
            } else if (order.isWithdrawn()) {
                dead.add(order);
            } else {
                OrderResult.@Nullable Failed refusal = refusal(order);
                if (refusal != null) {
                    order.refuse(refusal);
                    denied.add(denied(order, refusal));
                }
                (refusal == null ? live : dead).add(order);
            }
        }
        noteDenied(denied);
        if (!dead.isEmpty()) {
            handBack(dead, handBack);
        }
        if (live.isEmpty()) {
            release();
        } else {
            executeLive(live, between, handBack);
        }
    }

    /** Returns why a request is denied, by the journal's age or a risk limit, or null; its id is not used up. */
    private OrderResult.@Nullable Failed refusal(QueuedRequest order) {
        if (order.request().instruction() instanceof NewOrder sent) {
            Optional<String> outdated =
                    synchronizer.refusalByAge(order.request().orderAccount(), sent, order.queuedNanos());
            if (outdated.isPresent()) {
                return OrderResult.unknown(ErrorCode.JOURNAL_OUTDATED, outdated.get());
            }
        }
        if (risk == null) {
            return null;
        }
        long began = clock.nanoTime();
        OrderResult.Failed refusal = risk.refusal(order.request(), order.client());
        metrics.stage(Stage.RISK, clock.nanoTime() - began);
        return refusal;
    }

    /** Records who was denied what. A denial is in force whether or not it can be recorded. */
    private void noteDenied(List<LogEvent.OrderDenied> denied) {
        try {
            journal.note(denied.toArray(LogEvent.OrderDenied[]::new));
        } catch (JournalException e) {
            // The journal tells its fault itself.
        }
    }

    private static LogEvent.OrderDenied denied(QueuedRequest order, OrderResult.Failed why) {
        String requestId = order.request().requestId();
        return new LogEvent.OrderDenied(
                order.request().orderAccount(),
                requestId == null ? "" : requestId,
                order.client(),
                why.code().name(),
                why.message());
    }

    private void release() {
        synchronizer.releaseByAge();
        if (risk != null) {
            risk.release();
        }
    }

    private void handBack(List<QueuedRequest> orders, Consumer<List<QueuedRequest>> to) {
        long now = clock.nanoTime();
        orders.forEach(order -> order.handBack(now));
        to.accept(List.copyOf(orders));
    }

    private boolean isClosed(QueuedRequest order) {
        String requestId = order.request().requestId();
        return requestId != null
                && journal.isClosed(new OrderKey(order.request().orderAccount(), requestId));
    }

    private void executeLive(List<QueuedRequest> live, Runnable between, Consumer<List<QueuedRequest>> handBack) {
        List<GatewayRequest> requests =
                live.stream().map(QueuedRequest::request).toList();
        List<OrderJournal.Entry> intents;
        long began = clock.nanoTime();
        try {
            intents = journal.recordIntents(requests, session.tradingDay());
            long took = clock.nanoTime() - began;
            metrics.committed(took);
            live.forEach(order -> metrics.stage(Stage.JOURNAL, took));
        } catch (JournalException e) {
            release();
            synchronizer.publishSnapshot();
            live.forEach(order -> order.complete(OrderResult.notSent(
                    ErrorCode.PROCESSING_ERROR,
                    "The request could not be written to the journal, so it was not sent: " + e.getMessage())));
            handBack(live, handBack);
            return;
        }
        // The order tracker counts them now.
        release();
        List<OrderJournal.Outcome> outcomes = new ArrayList<>(live.size());
        List<QueuedRequest> called = new ArrayList<>(live.size());
        long oldestNanos = clock.nanoTime();
        for (int i = 0; i < live.size(); i++) {
            OrderJournal.Entry intent = intents.get(i);
            if (!intent.isOrder() && !called.isEmpty()) {
                // The change may name an order of this group, whose outcome must be recorded first.
                settle(called, outcomes);
                handBack(called, handBack);
                called.clear();
                outcomes.clear();
            }
            between.run();
            OrderEvent.OfRequest outcome = sender.make(live.get(i), intent);
            if (!(outcome instanceof OrderEvent.Requested)) {
                outcomes.add(new OrderJournal.Outcome(intent.key(), outcome));
            }
            called.add(live.get(i));
            long now = clock.nanoTime();
            if (i == live.size() - 1 || now - oldestNanos >= LONGEST_HOLD_NANOS) {
                settle(called, outcomes);
                handBack(called, handBack);
                called.clear();
                outcomes.clear();
                oldestNanos = now;
            }
        }
    }

    /** Records outcomes: only a recorded outcome may be answered as known. */
    private void settle(List<QueuedRequest> called, List<OrderJournal.Outcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.event() instanceof OrderEvent.Unconfirmed)) {
            synchronizer.restartRecovery();
        }
        try {
            outcomes.removeIf(outcome -> outcome.event() instanceof OrderEvent.Unconfirmed && isKnown(outcome.key()));
            if (!outcomes.isEmpty()) {
                long began = clock.nanoTime();
                journal.recordOutcomes(outcomes);
                metrics.committed(clock.nanoTime() - began);
            }
        } catch (JournalException e) {
            synchronizer.restartRecovery();
            cancelReplace.forgetRemembered();
            called.forEach(order -> order.complete(OrderResult.unknown(
                    ErrorCode.ORDER_STATE_UNKNOWN, "The order's outcome could not be recorded: " + e.getMessage())));
        }
        synchronizer.refreshPositions(false);
    }

    /** Whether the exchange has meanwhile reported an order whose call failed. */
    private boolean isKnown(OrderKey key) {
        return journal.find(key)
                .filter(entry -> entry.last() instanceof OrderEvent.Acknowledged)
                .isPresent();
    }
}
