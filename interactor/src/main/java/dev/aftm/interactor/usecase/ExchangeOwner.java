package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.GatewayRequest;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.GatewayMetrics.Stage;
import dev.aftm.interactor.port.KillSwitch;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournal.State;
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
public final class ExchangeOwner {

    /** How long an outcome may wait for others to share its commit. */
    private static final long LONGEST_HOLD_NANOS = Duration.ofMillis(2).toNanos();

    private final Clock clock;
    private final ExchangeSession session;
    private final ExchangeCall call;
    private final OrderJournal journal;
    private final ExchangeWatch watch;
    private final @Nullable RiskGate risk;
    private final @Nullable KillSwitchTriggers triggers;
    private final GatewayMetrics metrics;
    private final OrderChanges changes;
    private final CancelSweep cancels;

    /** Makes an owner that knows no limits. */
    public ExchangeOwner(
            Clock clock,
            ExchangeSession session,
            OrderEntry orderEntry,
            OrderJournal journal,
            ExchangeWatch watch,
            KillSwitch killSwitch) {
        this(clock, session, orderEntry, journal, watch, killSwitch, null, null, GatewayMetrics.NONE);
    }

    /**
     * Makes it.
     *
     * @param risk judges each order; null for none
     * @param triggers engage the kill switch; null for none
     * @param metrics told where an order's time goes
     */
    public ExchangeOwner(
            Clock clock,
            ExchangeSession session,
            OrderEntry orderEntry,
            OrderJournal journal,
            ExchangeWatch watch,
            KillSwitch killSwitch,
            @Nullable RiskGate risk,
            @Nullable KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.session = session;
        this.journal = journal;
        this.watch = watch;
        this.risk = risk;
        this.triggers = triggers;
        this.metrics = metrics;
        this.changes = new OrderChanges(clock, session, orderEntry, journal);
        this.cancels = new CancelSweep(clock);
        this.call = new ExchangeCall(clock, orderEntry, killSwitch, changes, watch, triggers, metrics);
    }

    /** Makes the cancels that were remembered and have become possible. Cheap; to be called often, between groups. */
    public void step() {
        try {
            changes.makeRemembered();
        } catch (OrderJournal.JournalException e) {
            watch.journalFault(e.getMessage());
        }
        if (triggers != null) {
            triggers.step(watch.differences());
        }
        cancelWhatIsOpen();
    }

    /** Cancels all orders of which some may still trade; those of unknown state as soon as they turn out to be there. */
    public void cancelAll(OrderBook orders) {
        cancels.begin(orders);
        cancelWhatIsOpen();
    }

    private void cancelWhatIsOpen() {
        cancels.step(group -> execute(group, () -> {}, made -> {}));
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
            changes.forgetRemembered();
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
    public void execute(List<PendingOrder> group, Runnable between, Consumer<List<PendingOrder>> handBack) {
        step();
        List<PendingOrder> live = new ArrayList<>(group.size());
        List<PendingOrder> dead = new ArrayList<>();
        long taken = clock.nanoTime();
        for (PendingOrder order : group) {
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
    private OrderResult.@Nullable Failed refusal(PendingOrder order) {
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

    private void handBack(List<PendingOrder> orders, Consumer<List<PendingOrder>> to) {
        long now = clock.nanoTime();
        orders.forEach(order -> order.handBack(now));
        to.accept(List.copyOf(orders));
    }

    private boolean isClosed(PendingOrder order) {
        String requestId = order.request().requestId();
        return requestId != null
                && changes.isClosed(new OrderJournal.OrderKey(order.request().orderAccount(), requestId));
    }

    private void executeLive(List<PendingOrder> live, Runnable between, Consumer<List<PendingOrder>> handBack) {
        List<GatewayRequest> requests = live.stream().map(PendingOrder::request).toList();
        List<OrderJournal.Entry> intents;
        long began = clock.nanoTime();
        try {
            intents = journal.recordIntents(requests, session.tradingDay());
            long took = clock.nanoTime() - began;
            metrics.committed(took);
            live.forEach(order -> metrics.stage(Stage.JOURNAL, took));
            watch.journalFault(null);
        } catch (OrderJournal.JournalException e) {
            release();
            watch.journalFault(e.getMessage());
            watch.publishSnapshot();
            live.forEach(order -> order.complete(
                    OrderResult.notSent(ErrorCode.PROCESSING_ERROR, "Nothing was sent: " + e.getMessage())));
            handBack(live, handBack);
            return;
        }
        // The book counts them now.
        release();
        List<OrderJournal.Outcome> outcomes = new ArrayList<>(live.size());
        List<PendingOrder> called = new ArrayList<>(live.size());
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
            State state = call.make(live.get(i), intent);
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
    private void settle(List<PendingOrder> called, List<OrderJournal.Outcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.state() instanceof State.Unknown)) {
            watch.lookForOpenOrders();
        }
        try {
            outcomes.removeIf(outcome -> outcome.state() instanceof State.Unknown && isKnown(outcome.key()));
            if (!outcomes.isEmpty()) {
                long began = clock.nanoTime();
                journal.recordOutcomes(outcomes);
                metrics.committed(clock.nanoTime() - began);
            }
        } catch (OrderJournal.JournalException e) {
            watch.journalFault(e.getMessage());
            watch.lookForOpenOrders();
            changes.forgetRemembered();
            called.forEach(order -> order.complete(OrderResult.unknown(
                    ErrorCode.ORDER_STATE_UNKNOWN, "The order's outcome could not be recorded: " + e.getMessage())));
        }
        watch.refreshPositions(false);
    }

    /** Whether the exchange itself has reported an order meanwhile whose call has failed. */
    private boolean isKnown(OrderJournal.OrderKey key) {
        return journal.find(key)
                .filter(entry -> entry.state() instanceof State.Accepted)
                .isPresent();
    }
}
