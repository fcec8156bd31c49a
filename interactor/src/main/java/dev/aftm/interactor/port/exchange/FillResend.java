package dev.aftm.interactor.port.exchange;

import java.util.concurrent.CompletableFuture;

/** Requests that the exchange reports its fills again. Used by the execution thread. */
public interface FillResend {

    /**
     * Requests all fills that the exchange still knows. They arrive as {@link ExchangeEvent.FillReport}s, including those
     * already received. Corrections and busts are reported again as well, or the fills as they are now.
     *
     * @return completes with the number of fills once all have been delivered, or exceptionally if the request failed. It
     *     may never complete, so the caller needs a deadline
     */
    CompletableFuture<Integer> resendFills();
}
