package dev.aftm.interactor.gateway;

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
        ACCEPTED,
        /** The exchange has not taken it, e.g. since nothing of the order works any more. */
        REFUSED,
        /** Nobody knows yet whether the order is at the exchange; it is cancelled as soon as it turns out to be there. */
        REMEMBERED
    }

    /** The same answer, marked as a recorded one. */
    public ChangeResponse asReplayed() {
        return new ChangeResponse(status, orderSerial, errorCode, errorMessage, true);
    }
}
