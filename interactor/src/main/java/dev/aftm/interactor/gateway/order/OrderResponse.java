package dev.aftm.interactor.gateway.order;

import dev.aftm.interactor.gateway.error.DllGatewayException;

/**
 * The exchange's answer to an order: accepted or rejected. Every other outcome is a {@link DllGatewayException}.
 *
 * @param isSendOrder whether the exchange accepted the order
 * @param note the client's own remark, unchanged
 * @param orderSerial the exchange's number of the order; empty if rejected
 * @param errorCode the exchange's error code; {@code "0"} if accepted
 * @param errorMessage the exchange's own text; empty if accepted
 * @param replayed whether this is the recorded answer to an order that was sent earlier
 */
public record OrderResponse(
        boolean isSendOrder, String note, String orderSerial, String errorCode, String errorMessage, boolean replayed) {

    /** The error code of an accepted order. */
    public static final String NO_ERROR = "0";

    /** Returns this answer, marked as a recorded one. */
    public OrderResponse asReplayed() {
        return new OrderResponse(isSendOrder, note, orderSerial, errorCode, errorMessage, true);
    }
}
