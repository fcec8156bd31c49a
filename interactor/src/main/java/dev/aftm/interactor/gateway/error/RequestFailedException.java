package dev.aftm.interactor.gateway.error;

/** A query or an order failed in the gateway or at the exchange. The message says what failed. */
public final class RequestFailedException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    RequestFailedException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
