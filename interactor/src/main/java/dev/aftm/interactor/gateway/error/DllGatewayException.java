package dev.aftm.interactor.gateway.error;

/**
 * The gateway did not do what it was asked to do. {@link #orderSent} tells whether there may be an order all the same;
 * the subclasses tell what the caller may do about it.
 */
public class DllGatewayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final OrderSent orderSent;

    /** @param message one sentence for a person, without paths, credentials or stack traces */
    protected DllGatewayException(ErrorCode code, OrderSent orderSent, String message) {
        super(message);
        this.code = code;
        this.orderSent = orderSent;
    }

    /** The exception of the kind that the code belongs to. */
    public static DllGatewayException of(ErrorCode code, OrderSent orderSent, String message) {
        return switch (code.kind()) {
            case INVALID -> new InvalidOrderException(code, orderSent, message);
            case REJECTED -> new OrderRejectedException(code, orderSent, message);
            case UNAVAILABLE -> new GatewayUnavailableException(code, orderSent, message);
            case OPEN -> new OrderStateUnknownException(code, orderSent, message);
            case FAILED -> new ExchangeErrorException(code, orderSent, message);
        };
    }

    /** Why, as it is on the wire; its kind says what may be done. */
    public ErrorCode code() {
        return code;
    }

    /** Whether the order that the request named has reached the exchange. */
    public OrderSent orderSent() {
        return orderSent;
    }
}
