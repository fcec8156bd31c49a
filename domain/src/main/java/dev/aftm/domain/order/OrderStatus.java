package dev.aftm.domain.order;

import java.util.Arrays;
import java.util.Optional;

/** The status of an order, as far as it is known (FIX OrdStatus, tag 39, plus what a gateway has to say of its own calls). */
public enum OrderStatus {
    /** The order is on its way; nothing has been reported yet. */
    SUBMITTED("submitted"),
    /** The order certainly never reached the exchange. */
    NOT_SENT("not_sent"),
    /** The order is in an unknown state: it is not known whether the exchange has it. */
    UNKNOWN("unknown"),
    /** The exchange rejected the order. */
    REJECTED("refused"),
    /** The exchange has the order, and some of it may still trade. */
    WORKING("working"),
    /** The whole order was filled. */
    FILLED("filled"),
    /** The rest of the order was cancelled, or ended with its trading day. */
    CANCELLED("cancelled");

    private final String code;

    OrderStatus(String code) {
        this.code = code;
    }

    /** The word for this status in messages and documents; it does not change when the constant is renamed. */
    public String code() {
        return code;
    }

    /** The status with this {@link #code}, ignoring case; empty if there is none. */
    public static Optional<OrderStatus> ofCode(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equalsIgnoreCase(code))
                .findFirst();
    }

    /**
     * Whether the status normally changes no more. {@link #UNKNOWN} and {@link #NOT_SENT} are not final: the exchange may still
     * report the order. Even after a final status the exchange may void or correct a fill.
     */
    public boolean isFinal() {
        return this == REJECTED || this == FILLED || this == CANCELLED;
    }
}
