package dev.aftm.interactor.gateway.error;

/** The gateway could not take it now (no session, or too busy); the same request may be made again. */
public final class GatewayUnavailableException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    GatewayUnavailableException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
