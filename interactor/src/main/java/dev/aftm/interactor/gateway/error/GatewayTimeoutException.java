package dev.aftm.interactor.gateway.error;

/** The gateway did not answer in time, after all attempts. An order may have been sent; repeat with the same id. */
public final class GatewayTimeoutException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened and what to do, as one sentence */
    public GatewayTimeoutException(String message) {
        super(ErrorCode.GATEWAY_SILENT, OrderSent.UNKNOWN, message);
    }
}
