package dev.aftm.interactor.queue;

import dev.aftm.domain.order.Instruction;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.port.store.OrderJournal;
import java.util.Optional;

/** What a request to send, cancel or change an order comes to. */
public sealed interface OrderResult {

    /** The exchange answered an order. */
    record Answered(OrderResponse response) implements OrderResult {}

    /** The change of an order is decided, or remembered. */
    record Changed(ChangeResponse response) implements OrderResult {}

    /** Everything else; see {@link ErrorCode} for what the caller may do. */
    record Failed(ErrorCode code, OrderSent orderSent, String message) implements OrderResult {

        /** The same as an exception. */
        public DllGatewayException asException() {
            return DllGatewayException.of(code, orderSent, message);
        }
    }

    /** Refused with certainty: nothing was sent. */
    static Failed notSent(ErrorCode code, String message) {
        return new Failed(code, OrderSent.NO, message);
    }

    /** Nobody can say whether it was sent. */
    static Failed unknown(ErrorCode code, String message) {
        return new Failed(code, OrderSent.UNKNOWN, message);
    }

    /** All new orders are stopped. */
    static Failed stopped() {
        return notSent(ErrorCode.KILL_SWITCH_ENGAGED, "The kill switch is engaged; no new order is sent.");
    }

    /**
     * The gateway does not know yet what became of earlier orders.
     *
     * @param sent whether this one may have been among them
     */
    static Failed recovering(OrderSent sent) {
        return new Failed(
                ErrorCode.GATEWAY_BUSY,
                sent,
                "The gateway is still finding out what became of earlier orders; try again with the same request_id.");
    }

    /** Too late to be sent. */
    static Failed expired() {
        return notSent(ErrorCode.REQUEST_EXPIRED, "The request's time had passed before the order could be sent.");
    }

    /** The same result, marked as a recorded one where it is an answer. */
    default OrderResult asReplayed() {
        if (this instanceof Answered answered) {
            return new Answered(answered.response().asReplayed());
        }
        return this instanceof Changed changed ? new Changed(changed.response().asReplayed()) : this;
    }

    /** The answer that a recorded state stands for; empty where nobody knows it. */
    static Optional<OrderResult> recorded(OrderJournal.State state, Instruction instruction) {
        return instruction instanceof NewOrder order
                ? answer(state, order).map(Answered::new)
                : change(state).map(Changed::new);
    }

    private static Optional<OrderResponse> answer(OrderJournal.State state, NewOrder order) {
        if (state instanceof OrderJournal.State.Accepted accepted) {
            return Optional.of(
                    new OrderResponse(true, order.note(), accepted.orderSerial(), OrderResponse.NO_ERROR, "", false));
        }
        if (state instanceof OrderJournal.State.Rejected refused) {
            return Optional.of(new OrderResponse(false, order.note(), "", refused.code(), refused.text(), false));
        }
        return Optional.empty();
    }

    private static Optional<ChangeResponse> change(OrderJournal.State state) {
        if (state instanceof OrderJournal.State.Accepted accepted) {
            return Optional.of(new ChangeResponse(
                    ChangeResponse.Status.ACCEPTED, accepted.orderSerial(), OrderResponse.NO_ERROR, "", false));
        }
        if (state instanceof OrderJournal.State.Rejected refused) {
            return Optional.of(
                    new ChangeResponse(ChangeResponse.Status.REJECTED, "", refused.code(), refused.text(), false));
        }
        if (state instanceof OrderJournal.State.Intended) {
            return Optional.of(new ChangeResponse(
                    ChangeResponse.Status.REMEMBERED,
                    "",
                    OrderResponse.NO_ERROR,
                    "Nobody knows yet whether the order is at the exchange; it is cancelled as soon as it turns out to be"
                            + " there.",
                    false));
        }
        return Optional.empty();
    }
}
