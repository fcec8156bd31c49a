package dev.aftm.interactor.gateway.error;

/** The request is invalid and was not sent. Correct it; repeating it does not help. */
public final class InvalidOrderException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    public InvalidOrderException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
