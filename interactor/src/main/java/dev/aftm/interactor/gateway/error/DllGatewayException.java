package dev.aftm.interactor.gateway.error;

/**
 * A request to the gateway failed. {@link #orderSent} says whether an order may have been sent; the subclass says what the
 * caller may do.
 */
public class DllGatewayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final OrderSent orderSent;

    /** @param message what happened and what to do, as one sentence without paths, credentials or stack traces */
    protected DllGatewayException(ErrorCode code, OrderSent orderSent, String message) {
        super(message);
        this.code = code;
        this.orderSent = orderSent;
    }

    /** Creates the subclass that belongs to the kind of the code. */
    public static DllGatewayException of(ErrorCode code, OrderSent orderSent, String message) {
        return switch (code.kind()) {
            case INVALID -> new InvalidOrderException(code, orderSent, message);
            case REJECTED -> new OrderDeniedException(code, orderSent, message);
            case UNAVAILABLE -> new GatewayUnavailableException(code, orderSent, message);
            case OPEN -> new OrderStateUnknownException(code, orderSent, message);
            case FAILED -> new RequestFailedException(code, orderSent, message);
        };
    }

    /** The error code; its kind says what the caller may do. */
    public ErrorCode code() {
        return code;
    }

    /** Whether the order of the request was sent to the exchange. */
    public OrderSent orderSent() {
        return orderSent;
    }
}
