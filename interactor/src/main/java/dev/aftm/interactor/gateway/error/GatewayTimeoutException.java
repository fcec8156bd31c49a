package dev.aftm.interactor.gateway.error;

/** The gateway did not answer in time, all attempts included: an order may have been sent; ask again with the same id. */
public final class GatewayTimeoutException extends DllGatewayException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for a person */
    public GatewayTimeoutException(String message) {
        super(ErrorCode.GATEWAY_SILENT, OrderSent.UNKNOWN, message);
    }
}
