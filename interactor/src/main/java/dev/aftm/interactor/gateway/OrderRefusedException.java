package dev.aftm.interactor.gateway;

/** Refused before the exchange was called: too late, or against a limit. */
public final class OrderRefusedException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    OrderRefusedException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
