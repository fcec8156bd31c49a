package dev.aftm.interactor.gateway.order;

import dev.aftm.interactor.gateway.error.DllGatewayException;

/**
 * The exchange's answer to an order: it took it, or it refused it. Everything else is a {@link DllGatewayException}.
 *
 * @param isSendOrder whether the exchange took the order
 * @param note the client's own remark, unchanged
 * @param orderSerial the exchange's number for it; empty where refused
 * @param errorCode the exchange's code, {@code "0"} where it took the order
 * @param errorMessage the exchange's own text; empty where it took the order
 * @param replayed whether this is the recorded answer to an order that had been sent before
 */
public record OrderResponse(
        boolean isSendOrder, String note, String orderSerial, String errorCode, String errorMessage, boolean replayed) {

    /** The code of an order that was taken. */
    public static final String NO_ERROR = "0";

    /** The same answer, marked as a recorded one. */
    public OrderResponse asReplayed() {
        return new OrderResponse(isSendOrder, note, orderSerial, errorCode, errorMessage, true);
    }
}
