package dev.aftm.interactor.port.exchange;

import java.util.function.Consumer;

/** What the exchange reports by itself, kept until the thread that owns it asks for it. */
public interface ExchangeEventSource {

    /**
     * Names whom to wake when something has arrived. Set once, before the login.
     *
     * @param wake called from any thread, often; must be quick
     */
    void onArrival(Runnable wake);

    /**
     * Hands over what has arrived, on the calling thread, which owns the exchange: reports in the order of their arrival,
     * the market's trades after them. Answers to questions that were asked are completed here as well.
     */
    void deliver(Consumer<ExchangeEvent> listener);
}
