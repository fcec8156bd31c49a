package dev.aftm.domain.order;

/** What became of an order that was handed over; a caller has to tell all three apart. */
public sealed interface OrderOutcome {

    /**
     * The exchange has the order.
     *
     * @param orderSerial the exchange's own number for it, unique within the trading day
     */
    record Accepted(String orderSerial) implements OrderOutcome {}

    /**
     * The order is certainly not in the market: the exchange, or somebody before it, refused.
     *
     * @param code the refusal's code
     * @param reason one sentence
     */
    record Rejected(String code, String reason) implements OrderOutcome {}

    /**
     * Nobody can say yet whether the order is in the market. It must not be sent again under another id.
     *
     * @param code what is known, as a code
     * @param reason one sentence
     */
    record Unknown(String code, String reason) implements OrderOutcome {}
}
