package dev.aftm.interactor.execution;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.State;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders to the exchange: intents into the journal, one call each, outcomes into the journal, only then the
 * answers. Nothing that it is handed is ever sent late or twice.
 *
 * <p>Belongs to the one thread that owns the exchange's library.
 */
public final class ExecutionEngine {

    /** How long an outcome may wait for others to share its commit. */
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

    /** Makes an owner that knows no limits. */
    public ExecutionEngine(
            Clock clock,
            ExchangeSession session,
            OrderEntry orderEntry,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            KillSwitch killSwitch) {
        this(clock, session, orderEntry, journal, synchronizer, killSwitch, null, null, GatewayMetrics.NONE);
    }

    /**
     * Makes it.
     *
     * @param risk judges each order; null for none
     * @param triggers engage the kill switch; null for none
     * @param metrics told where an order's time goes
     */
    public ExecutionEngine(
            Clock clock,
            ExchangeSession session,
            OrderEntry orderEntry,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            KillSwitch killSwitch,
            @Nullable PreTradeRiskCheck risk,
            @Nullable KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.session = session;
        this.journal = journal;
        this.synchronizer = synchronizer;
        this.risk = risk;
        this.triggers = triggers;
        this.metrics = metrics;
        this.cancelReplace = new CancelReplaceHandler(clock, session, orderEntry, journal);
        this.massCancel = new MassCancel(clock);
        this.sender = new OrderSender(clock, orderEntry, killSwitch, cancelReplace, synchronizer, triggers, metrics);
    }

    /** Makes the cancels that were remembered and have become possible. Cheap; to be called often, between groups. */
    public void step() {
        try {
            cancelReplace.makeRemembered();
        } catch (OrderJournal.JournalException e) {
            synchronizer.journalFault(e.getMessage());
        }
        if (triggers != null) {
            triggers.step(synchronizer.differences());
        }
        cancelWhatIsOpen();
    }

    /** Cancels all orders of which some may still trade; those of unknown state as soon as they turn out to be there. */
    public void cancelAll(OrderTracker orders) {
        massCancel.begin(orders);
        cancelWhatIsOpen();
    }

    private void cancelWhatIsOpen() {
        massCancel.step(group -> execute(group, () -> {}, made -> {}));
    }

    /**
     * Records how a person settled an order whose state was unknown.
     *
     * @return false where it is not unknown (any more)
     * @throws OrderJournal.JournalException it could not be recorded
     */
    public boolean resolve(OrderJournal.OrderKey key, State state, String reason) {
        boolean unknown = journal.find(key)
                .filter(entry -> entry.state() instanceof State.Unknown)
                .isPresent();
        if (unknown) {
            journal.resolve(key, state, "operator", reason);
            cancelReplace.forgetRemembered();
        }
        return unknown;
    }

    /**
     * Executes a group of orders and changes of orders, in order.
     *
     * @param between run before each call: what must not wait for the whole group has its turn there
     * @param handBack is given every order of the group once, with its result; several together while the exchange is
     *     quick, so that their outcomes share a commit, each by itself while it is slow
     */
    public void execute(List<QueuedRequest> group, Runnable between, Consumer<List<QueuedRequest>> handBack) {
        step();
        List<QueuedRequest> live = new ArrayList<>(group.size());
        List<QueuedRequest> dead = new ArrayList<>();
        long taken = clock.nanoTime();
        for (QueuedRequest order : group) {
            metrics.stage(Stage.QUEUE, taken - order.queuedNanos());
            if (order.isTooLate(clock.nanoTime())) {
                order.refuse(OrderResult.expired());
                dead.add(order);
            } else if (isClosed(order)) {
                order.refuse(OrderResult.notSent(
                        ErrorCode.REQUEST_EXPIRED,
                        "This order was cancelled before it was sent; its id stays closed."));
                dead.add(order);
            } else if (order.isWithdrawn()) {
                dead.add(order);
            } else {
                OrderResult.@Nullable Failed refusal = refusal(order);
                if (refusal != null) {
                    order.refuse(refusal);
                }
                (refusal == null ? live : dead).add(order);
            }
        }
        if (!dead.isEmpty()) {
            handBack(dead, handBack);
        }
        if (live.isEmpty()) {
            release();
        } else {
            executeLive(live, between, handBack);
        }
    }

    /** Why the limits do not allow it; null where they do. Its intent is not recorded yet, so its id is not consumed. */
    private OrderResult.@Nullable Failed refusal(QueuedRequest order) {
        if (risk == null) {
            return null;
        }
        long began = clock.nanoTime();
        OrderResult.Failed refusal = risk.refusal(order.request(), order.client());
        metrics.stage(Stage.RISK, clock.nanoTime() - began);
        return refusal;
    }

    private void release() {
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
                && cancelReplace.isClosed(
                        new OrderJournal.OrderKey(order.request().orderAccount(), requestId));
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
            synchronizer.journalFault(null);
        } catch (OrderJournal.JournalException e) {
            release();
            synchronizer.journalFault(e.getMessage());
            synchronizer.publishSnapshot();
            live.forEach(order -> order.complete(
                    OrderResult.notSent(ErrorCode.PROCESSING_ERROR, "Nothing was sent: " + e.getMessage())));
            handBack(live, handBack);
            return;
        }
        // The book counts them now.
        release();
        List<OrderJournal.Outcome> outcomes = new ArrayList<>(live.size());
        List<QueuedRequest> called = new ArrayList<>(live.size());
        long oldestNanos = clock.nanoTime();
        for (int i = 0; i < live.size(); i++) {
            OrderJournal.Entry intent = intents.get(i);
            if (!intent.isOrder() && !called.isEmpty()) {
                // It may be about an order of this very group, whose outcome it has to find.
                settle(called, outcomes);
                handBack(called, handBack);
                called.clear();
                outcomes.clear();
            }
            between.run();
            State state = sender.make(live.get(i), intent);
            if (!(state instanceof State.Intended)) {
                outcomes.add(new OrderJournal.Outcome(intent.key(), state));
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

    /** Records outcomes; only what is recorded may be answered as known. */
    private void settle(List<QueuedRequest> called, List<OrderJournal.Outcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.state() instanceof State.Unknown)) {
            synchronizer.lookForOpenOrders();
        }
        try {
            outcomes.removeIf(outcome -> outcome.state() instanceof State.Unknown && isKnown(outcome.key()));
            if (!outcomes.isEmpty()) {
                long began = clock.nanoTime();
                journal.recordOutcomes(outcomes);
                metrics.committed(clock.nanoTime() - began);
            }
        } catch (OrderJournal.JournalException e) {
            synchronizer.journalFault(e.getMessage());
            synchronizer.lookForOpenOrders();
            cancelReplace.forgetRemembered();
            called.forEach(order -> order.complete(OrderResult.unknown(
                    ErrorCode.ORDER_STATE_UNKNOWN, "The order's outcome could not be recorded: " + e.getMessage())));
        }
        synchronizer.refreshPositions(false);
    }

    /** Whether the exchange itself has reported an order meanwhile whose call has failed. */
    private boolean isKnown(OrderJournal.OrderKey key) {
        return journal.find(key)
                .filter(entry -> entry.state() instanceof State.Accepted)
                .isPresent();
    }
}
