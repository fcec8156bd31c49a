package dev.aftm.domain.execution;

/** The outcome of a submitted order. A caller must handle all three cases. */
public sealed interface OrderOutcome {

    /**
     * The exchange accepted the order.
     *
     * @param orderSerial the exchange's number of the order, unique within the trading day
     */
    record Accepted(String orderSerial) implements OrderOutcome {}

    /**
     * The order is certainly not in the market: the exchange rejected it, or it was not sent.
     *
     * @param code why, as a code
     * @param reason why, as one sentence
     */
    record Rejected(String code, String reason) implements OrderOutcome {}

    /**
     * It is not known yet whether the order is in the market. It must not be sent again under another id.
     *
     * @param code why, as a code
     * @param reason why, as one sentence
     */
    record Unknown(String code, String reason) implements OrderOutcome {}
}
