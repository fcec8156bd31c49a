package dev.aftm.interactor.port.signal;

/**
 * The order executor's acknowledgement of a signal.
 *
 * @param signalId the id of the signal
 * @param result the outcome of its order
 */
public record SignalAck(String signalId, Result result) {

    /** The outcome of a signal's order. */
    public enum Result {
        /** The exchange accepted the order. */
        ACCEPTED,
        /** The order is certainly not in the market. */
        REJECTED,
        /** The order is in an unknown state. */
        UNKNOWN,
        /** The signal expired before an order could be sent. */
        EXPIRED
    }
}
