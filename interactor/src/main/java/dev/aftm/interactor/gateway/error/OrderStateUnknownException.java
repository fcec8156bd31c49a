package dev.aftm.interactor.gateway.error;

/** The order may be in the market. Repeat with the same request id, never with a new one. */
public final class OrderStateUnknownException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    OrderStateUnknownException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
