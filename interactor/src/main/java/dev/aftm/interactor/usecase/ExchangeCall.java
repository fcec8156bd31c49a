package dev.aftm.interactor.usecase;

import dev.aftm.domain.order.OrderChange;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.GatewayMetrics.Stage;
import dev.aftm.interactor.port.KillSwitch;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournal.State;
import org.jspecify.annotations.Nullable;

/**
 * The one call to the exchange that an order, or the change of one, gets once its intent is recorded. Belongs to the thread
 * that owns the exchange.
 */
final class ExchangeCall {

    private final Clock clock;
    private final OrderEntry orderEntry;
    private final KillSwitch killSwitch;
    private final OrderChanges changes;
    private final ExchangeWatch watch;
    private final @Nullable KillSwitchTriggers triggers;
    private final GatewayMetrics metrics;

    /** @param triggers told of each order's outcome; null for none */
    ExchangeCall(
            Clock clock,
            OrderEntry orderEntry,
            KillSwitch killSwitch,
            OrderChanges changes,
            ExchangeWatch watch,
            @Nullable KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.orderEntry = orderEntry;
        this.killSwitch = killSwitch;
        this.changes = changes;
        this.watch = watch;
        this.triggers = triggers;
        this.metrics = metrics;
    }

    /**
     * Calls the exchange, if it may still be called at this very moment, and completes the order.
     *
     * @return what has become of it, to be recorded
     */
    State make(PendingOrder order, OrderJournal.Entry intent) {
        return intent.isOrder() ? send(order, intent) : change(order, intent);
    }

    private State send(PendingOrder order, OrderJournal.Entry intent) {
        if (order.isTooLate(clock.nanoTime())) {
            order.refuse(OrderResult.expired());
            return new State.NotSent();
        }
        if (killSwitch.isEngaged()) {
            order.refuse(OrderResult.stopped());
            return new State.NotSent();
        }
        long called = clock.nanoTime();
        if (!order.claimForCall(called)) {
            return new State.NotSent();
        }
        OrderEntry.@Nullable Answer answer = null;
        String failure = "";
        try {
            answer = orderEntry.send(new TaggedOrder(intent.tag(), intent.key().account(), intent.order()));
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
        }
        metrics.stage(Stage.EXCHANGE, clock.nanoTime() - called);
        State state = stateOf(answer, failure);
        if (triggers != null) {
            triggers.onOutcome(state);
        }
        order.complete(resultOf(state, answer, intent));
        return state;
    }

    /** Changes an order. That new orders are stopped stops no cancel; a new price or quantity is as good as a new order. */
    private State change(PendingOrder order, OrderJournal.Entry intent) {
        if (order.isTooLate(clock.nanoTime())) {
            order.refuse(OrderResult.expired());
            return new State.NotSent();
        }
        if (killSwitch.isEngaged() && !((OrderChange) intent.instruction()).isCancel()) {
            order.refuse(OrderResult.stopped());
            return new State.NotSent();
        }
        long called = clock.nanoTime();
        if (!order.claimForCall(called)) {
            return new State.NotSent();
        }
        try {
            OrderChanges.Decision decision = changes.make(intent);
            metrics.stage(Stage.EXCHANGE, clock.nanoTime() - called);
            order.complete(decision.result());
            return decision.state();
        } catch (OrderJournal.JournalException e) {
            watch.journalFault(e.getMessage());
            changes.forgetRemembered();
            order.complete(OrderResult.unknown(
                    ErrorCode.PROCESSING_ERROR,
                    "The journal cannot be used, so it is not known yet: " + e.getMessage()));
            return intent.state();
        }
    }

    private static State stateOf(OrderEntry.@Nullable Answer answer, String failure) {
        if (answer instanceof OrderEntry.Answer.Accepted accepted) {
            return new State.Accepted(accepted.orderSerial());
        }
        if (answer instanceof OrderEntry.Answer.Refused refused) {
            return new State.Refused(refused.code(), refused.text());
        }
        if (answer instanceof OrderEntry.Answer.NotSent) {
            return new State.NotSent();
        }
        return new State.Unknown(failure);
    }

    private static OrderResult resultOf(State state, OrderEntry.@Nullable Answer answer, OrderJournal.Entry intent) {
        if (answer instanceof OrderEntry.Answer.NotSent notSent) {
            return OrderResult.notSent(ErrorCode.EXCHANGE_DISCONNECTED, notSent.reason());
        }
        return OrderResult.recorded(state, intent.instruction())
                .orElseGet(() -> OrderResult.unknown(
                        ErrorCode.ORDER_EXECUTION_ERROR,
                        "The call to the exchange failed, so it is not known whether the order was taken."));
    }
}
