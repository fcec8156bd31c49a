package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.gateway.OrderSent;

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
}
