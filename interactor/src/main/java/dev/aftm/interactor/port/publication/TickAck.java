package dev.aftm.interactor.port.publication;

/** Tells the gateway that a strategy has done with a tick of a tape that waits. Does not wait for an answer. */
public interface TickAck {

    /**
     * Confirms one tick; confirming it again is harmless.
     *
     * @param feedId the feed of the tick
     * @param position the tick's place in the feed
     * @param signalsSoFar how many signals this feed has given rise to, this tick included
     */
    void confirm(String feedId, long position, long signalsSoFar);
}
