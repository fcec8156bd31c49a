package dev.aftm.interactor.gateway.error;

/** Refused before the exchange was called: too late, or against a limit. */
public final class OrderRejectedException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    OrderRejectedException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
