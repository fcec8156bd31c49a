package dev.aftm.interactor.port.signal;

/** Sends signals to the order executor. Sending does not wait; the acknowledgement reaches the strategy later. */
public interface SignalChannel {

    /** Sends a signal. Sending it again is harmless, because the executor recognises it by its id. */
    void send(OutgoingSignal signal);
}
