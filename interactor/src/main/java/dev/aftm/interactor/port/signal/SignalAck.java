package dev.aftm.interactor.port.signal;

/**
 * The executor's acknowledgement of a signal.
 *
 * @param signalId the signal
 * @param result what became of its order
 */
public record SignalAck(String signalId, Result result) {

    /** What became of a signal's order. */
    public enum Result {
        /** The exchange has taken it. */
        ACCEPTED,
        /** It is certainly not in the market. */
        REJECTED,
        /** Nobody can say. */
        UNKNOWN,
        /** Its time had passed before it could be sent. */
        EXPIRED
    }
}
