package dev.aftm.interactor.port.signal;

/** Sends signals to the executor. Sending does not wait; the acknowledgement comes back to the strategy by itself. */
public interface SignalChannel {

    /** Sends, or sends again: the executor knows a signal by its id. */
    void send(OutgoingSignal signal);
}
