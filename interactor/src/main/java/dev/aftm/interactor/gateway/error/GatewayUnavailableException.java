package dev.aftm.interactor.gateway.error;

/** The gateway cannot accept the request now (no session, or too busy). Repeat the same request later. */
public final class GatewayUnavailableException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    GatewayUnavailableException(ErrorCode code, OrderSent orderSent, String message) {
        super(code, orderSent, message);
    }
}
