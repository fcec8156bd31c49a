package dev.aftm.interactor.gateway.error;

/** The gateway could not be reached, so nothing was sent. Start it, or check host and port. */
public final class GatewayConnectionException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened and what to do, as one sentence */
    public GatewayConnectionException(String message) {
        super(ErrorCode.GATEWAY_UNREACHABLE, OrderSent.NO, message);
    }
}
