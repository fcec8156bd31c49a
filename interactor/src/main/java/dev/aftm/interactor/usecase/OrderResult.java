package dev.aftm.interactor.usecase;

import dev.aftm.domain.order.OrderIntent;
import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.port.OrderJournal;
import java.util.Optional;

/** What a request to send an order comes to. */
public sealed interface OrderResult {

    /** The exchange answered. */
    record Answered(OrderResponse response) implements OrderResult {}

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

    /** Too late to be sent. */
    static Failed expired() {
        return notSent(ErrorCode.REQUEST_EXPIRED, "The request's time had passed before the order could be sent.");
    }

    /** The exchange's answer that a recorded state stands for; empty where there is none. */
    static Optional<OrderResponse> recorded(OrderJournal.State state, OrderIntent order) {
        if (state instanceof OrderJournal.State.Accepted accepted) {
            return Optional.of(
                    new OrderResponse(true, order.note(), accepted.orderSerial(), OrderResponse.NO_ERROR, "", false));
        }
        if (state instanceof OrderJournal.State.Refused refused) {
            return Optional.of(new OrderResponse(false, order.note(), "", refused.code(), refused.text(), false));
        }
        return Optional.empty();
    }
}
