package dev.aftm.interactor.port.exchange;

import java.util.function.Consumer;

/** The events that the exchange reports by itself, queued until the execution thread polls them. */
public interface ExchangeEventSource {

    /**
     * Sets the callback that signals new events. Set once, before the login.
     *
     * @param wake called often and from any thread; must return quickly
     */
    void onArrival(Runnable wake);

    /**
     * Passes all queued events to the listener, on the calling execution thread: reports in order of arrival, then the
     * market's trades. Answers to queries are completed here as well.
     */
    void deliver(Consumer<ExchangeEvent> listener);
}
