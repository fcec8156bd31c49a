package dev.aftm.interactor.execution;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes the one call to the exchange for a request whose intent is recorded. Used by the execution thread only.
 */
public final class OrderSender {

    private final Clock clock;
    private final OrderEntry orderEntry;
    private final KillSwitch killSwitch;
    private final CancelReplaceHandler cancelReplace;
    private final @Nullable KillSwitchTriggers triggers;
    private final GatewayMetrics metrics;

    /** @param triggers receives each order's outcome; null for none */
    public OrderSender(
            Clock clock,
            OrderEntry orderEntry,
            KillSwitch killSwitch,
            CancelReplaceHandler cancelReplace,
            @Nullable KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.orderEntry = orderEntry;
        this.killSwitch = killSwitch;
        this.cancelReplace = cancelReplace;
        this.triggers = triggers;
        this.metrics = metrics;
    }

    /**
     * Calls the exchange, unless the request has expired, was withdrawn or is stopped by the kill switch, and completes it.
     *
     * @return the outcome, to be recorded
     */
    OrderEvent.OfRequest make(QueuedRequest order, OrderJournal.Entry intent) {
        return intent.isOrder() ? send(order, intent) : change(order, intent);
    }

    private OrderEvent.OfRequest send(QueuedRequest order, OrderJournal.Entry intent) {
        if (order.isTooLate(clock)) {
            order.refuse(OrderResult.expired());
            return new OrderEvent.NotSent();
        }
        if (killSwitch.isEngaged()) {
            order.refuse(OrderResult.stopped());
            return new OrderEvent.NotSent();
        }
        long called = clock.nanoTime();
        if (!order.claimForCall(called)) {
            return new OrderEvent.NotSent();
        }
        OrderEntry.@Nullable OrderAck answer = null;
        String failure = "";
        try {
            answer = orderEntry.send(new TaggedOrder(intent.tag(), intent.key().account(), intent.order()));
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
        }
        metrics.stage(Stage.EXCHANGE, clock.nanoTime() - called);
        OrderEvent.OfRequest state = stateOf(answer, failure);
        if (triggers != null) {
            triggers.onOutcome(state);
        }
        order.complete(resultOf(state, answer, intent));
        return state;
    }

    /** Changes an order. An engaged kill switch does not stop cancels, but a new price or quantity counts as a new order. */
    private OrderEvent.OfRequest change(QueuedRequest order, OrderJournal.Entry intent) {
        if (order.isTooLate(clock)) {
            order.refuse(OrderResult.expired());
            return new OrderEvent.NotSent();
        }
        if (killSwitch.isEngaged() && !(intent.instruction() instanceof CancelOrder)) {
            order.refuse(OrderResult.stopped());
            return new OrderEvent.NotSent();
        }
        long called = clock.nanoTime();
        if (!order.claimForCall(called)) {
            return new OrderEvent.NotSent();
        }
        try {
            CancelReplaceHandler.Decision decision = cancelReplace.make(intent);
            metrics.stage(Stage.EXCHANGE, clock.nanoTime() - called);
            order.complete(decision.result());
            return decision.outcome();
        } catch (JournalException e) {
            cancelReplace.forgetRemembered();
            order.complete(OrderResult.unknown(
                    ErrorCode.PROCESSING_ERROR,
                    "The journal cannot be used, so the outcome is not known yet: " + e.getMessage()));
            return intent.last();
        }
    }

    private static OrderEvent.OfRequest stateOf(OrderEntry.@Nullable OrderAck answer, String failure) {
        if (answer instanceof OrderEntry.OrderAck.Accepted accepted) {
            return new OrderEvent.Acknowledged(accepted.orderSerial());
        }
        if (answer instanceof OrderEntry.OrderAck.Rejected rejected) {
            return new OrderEvent.Rejected(rejected.code(), rejected.text());
        }
        if (answer instanceof OrderEntry.OrderAck.NotSent) {
            return new OrderEvent.NotSent();
        }
        return new OrderEvent.Unconfirmed(failure);
    }

    private static OrderResult resultOf(
            OrderEvent.OfRequest state, OrderEntry.@Nullable OrderAck answer, OrderJournal.Entry intent) {
        if (answer instanceof OrderEntry.OrderAck.NotSent notSent) {
            return OrderResult.notSent(ErrorCode.EXCHANGE_DISCONNECTED, notSent.reason());
        }
        return OrderResult.recorded(state, intent.instruction())
                .orElseGet(() -> OrderResult.unknown(
                        ErrorCode.ORDER_EXECUTION_ERROR,
                        "The call to the exchange failed, so it is not known whether it has the order."));
    }
}
