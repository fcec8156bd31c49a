package dev.aftm.interactor.gateway.order;

import java.util.Arrays;
import java.util.Optional;

/**
 * What became of a request to cancel or change an order. That the exchange has taken it does not say what became of the
 * order: that is its state, which follows.
 *
 * @param status in one word
 * @param orderSerial the exchange's number of the order; empty where it has none
 * @param errorCode the exchange's code where it refused, else {@code "0"}
 * @param errorMessage the exchange's own text where it refused, else empty
 * @param replayed whether this is the recorded answer to a request that had been made before
 */
public record ChangeResponse(
        Status status, String orderSerial, String errorCode, String errorMessage, boolean replayed) {

    /** What became of it. */
    public enum Status {
        /** The exchange has taken it. */
        ACCEPTED("accepted"),
        /** The exchange has not taken it, e.g. since nothing of the order works any more. */
        REJECTED("refused"),
        /** Nobody knows yet whether the order is at the exchange; it is cancelled as soon as it turns out to be there. */
        REMEMBERED("remembered");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** Its word in messages and documents, which stays when the constant is renamed. */
        public String code() {
            return code;
        }

        /** The status that a word stands for, in upper or lower case; empty where it stands for none. */
        public static Optional<Status> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code.equalsIgnoreCase(code))
                    .findFirst();
        }
    }

    /** The same answer, marked as a recorded one. */
    public ChangeResponse asReplayed() {
        return new ChangeResponse(status, orderSerial, errorCode, errorMessage, true);
    }
}
