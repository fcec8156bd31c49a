package dev.aftm.interactor.gateway.error;

/** The request was rejected before the exchange was called: it was too late, or a limit or the kill switch denied it. */
public final class OrderDeniedException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    OrderDeniedException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
