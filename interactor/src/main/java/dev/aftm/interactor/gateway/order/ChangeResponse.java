package dev.aftm.interactor.gateway.order;

import java.util.Arrays;
import java.util.Optional;

/**
 * The answer to a request to cancel or change an order. An accepted request does not mean that the order has changed: the
 * order's status, which follows, says so.
 *
 * @param status the outcome
 * @param orderSerial the exchange's number of the order; empty if it has none
 * @param errorCode the exchange's error code if it rejected the request, else {@code "0"}
 * @param errorMessage the exchange's own text if it rejected the request, else empty
 * @param replayed whether this is the recorded answer to an earlier request
 */
public record ChangeResponse(
        Status status, String orderSerial, String errorCode, String errorMessage, boolean replayed) {

    /** The outcome of the request. */
    public enum Status {
        /** The exchange accepted the request. */
        ACCEPTED("accepted"),
        /** The exchange rejected the request, e.g. because the order is no longer working. */
        REJECTED("refused"),
        /** The order is in an unknown state; it will be cancelled as soon as the exchange reports it. */
        REMEMBERED("remembered");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** The word for this status in messages and documents; it does not change when the constant is renamed. */
        public String code() {
            return code;
        }

        /** The status with this {@link #code}, ignoring case; empty if there is none. */
        public static Optional<Status> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code.equalsIgnoreCase(code))
                    .findFirst();
        }
    }

    /** Returns this answer, marked as a recorded one. */
    public ChangeResponse asReplayed() {
        return new ChangeResponse(status, orderSerial, errorCode, errorMessage, true);
    }
}
