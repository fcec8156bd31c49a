package dev.aftm.interactor.gateway.error;

/** The request is wrong and was not sent; making it again is of no use. */
public final class InvalidOrderException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    public InvalidOrderException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
