package dev.aftm.interactor.gateway.error;

/** No gateway could be reached, so nothing was sent; start it, or check host and port. */
public final class GatewayConnectionException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for a person */
    public GatewayConnectionException(String message) {
        super(ErrorCode.GATEWAY_UNREACHABLE, OrderSent.NO, message);
    }
}
