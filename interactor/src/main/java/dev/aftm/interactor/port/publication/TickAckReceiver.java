package dev.aftm.interactor.port.publication;

/** Reports to the gateway that a strategy has processed a tick that awaits confirmation. Does not wait for an answer. */
public interface TickAckReceiver {

    /**
     * Confirms one tick. Confirming it again is harmless.
     *
     * @param feedId the feed of the tick
     * @param position the tick's position in the feed
     * @param signalsSoFar signals caused by this feed so far, this tick included
     */
    void confirm(String feedId, long position, long signalsSoFar);
}
