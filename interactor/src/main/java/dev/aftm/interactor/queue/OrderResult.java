package dev.aftm.interactor.queue;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.OrderResponse;
import java.util.Optional;

/** The result of a request to send, cancel or change an order. */
public sealed interface OrderResult {

    /** The exchange answered an order: accepted or rejected. */
    record Answered(OrderResponse response) implements OrderResult {}

    /** The exchange answered a cancel or change, or a cancel is remembered until its order turns up. */
    record Changed(ChangeResponse response) implements OrderResult {}

    /** The request was not answered by the exchange; {@link ErrorCode} says what the caller may do. */
    record Failed(ErrorCode code, OrderSent orderSent, String message) implements OrderResult {

        /** Returns this failure of an order of which it is not known whether it was sent before. */
        public Failed maybeSent() {
            return new Failed(code, OrderSent.UNKNOWN, message);
        }

        /** Returns this failure as an exception. */
        public DllGatewayException asException() {
            return DllGatewayException.of(code, orderSent, message);
        }
    }

    /** A failure of which it is certain that nothing was sent. */
    static Failed notSent(ErrorCode code, String message) {
        return new Failed(code, OrderSent.NO, message);
    }

    /** A failure of which it is not known whether the request was sent. */
    static Failed unknown(ErrorCode code, String message) {
        return new Failed(code, OrderSent.UNKNOWN, message);
    }

    /** The kill switch is engaged. */
    static Failed stopped() {
        return notSent(ErrorCode.KILL_SWITCH_ENGAGED, "The kill switch is engaged; no new order is sent.");
    }

    /**
     * The state of earlier orders is still being recovered.
     *
     * @param sent whether this order may be one of them
     */
    static Failed recovering(OrderSent sent) {
        return new Failed(
                ErrorCode.GATEWAY_BUSY,
                sent,
                "The gateway is still recovering earlier orders from the exchange; try again with the same"
                        + " request_id.");
    }

    /** The request expired before it was sent. */
    static Failed expired() {
        return notSent(ErrorCode.REQUEST_EXPIRED, "The request expired before it could be sent.");
    }

    /** Returns this result; an answer is marked as replayed. */
    default OrderResult asReplayed() {
        if (this instanceof Answered answered) {
            return new Answered(answered.response().asReplayed());
        }
        return this instanceof Changed changed ? new Changed(changed.response().asReplayed()) : this;
    }

    /** Returns the answer that a request's last recorded event stands for; empty if the answer is not known. */
    static Optional<OrderResult> recorded(OrderEvent.OfRequest last, OrderInstruction instruction) {
        return instruction instanceof NewOrder order
                ? answer(last, order).map(Answered::new)
                : change(last).map(Changed::new);
    }

    private static Optional<OrderResponse> answer(OrderEvent.OfRequest last, NewOrder order) {
        if (last instanceof OrderEvent.Acknowledged accepted) {
            return Optional.of(
                    new OrderResponse(true, order.note(), accepted.orderSerial(), OrderResponse.NO_ERROR, "", false));
        }
        if (last instanceof OrderEvent.Rejected rejected) {
            return Optional.of(new OrderResponse(false, order.note(), "", rejected.code(), rejected.text(), false));
        }
        return Optional.empty();
    }

    private static Optional<ChangeResponse> change(OrderEvent.OfRequest last) {
        if (last instanceof OrderEvent.Acknowledged accepted) {
            return Optional.of(new ChangeResponse(
                    ChangeResponse.Status.ACCEPTED, accepted.orderSerial(), OrderResponse.NO_ERROR, "", false));
        }
        if (last instanceof OrderEvent.Rejected rejected) {
            return Optional.of(
                    new ChangeResponse(ChangeResponse.Status.REJECTED, "", rejected.code(), rejected.text(), false));
        }
        if (last instanceof OrderEvent.Requested) {
            return Optional.of(new ChangeResponse(
                    ChangeResponse.Status.REMEMBERED,
                    "",
                    OrderResponse.NO_ERROR,
                    "The cancel is pending: it is sent as soon as the exchange confirms that it has the order.",
                    false));
        }
        return Optional.empty();
    }
}
