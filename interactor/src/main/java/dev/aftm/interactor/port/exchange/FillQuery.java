package dev.aftm.interactor.port.exchange;

import java.util.concurrent.CompletableFuture;

/** Asks the exchange to report its fills again. Used by the thread that owns the exchange's library. */
public interface FillQuery {

    /**
     * Asks for all fills that the exchange still knows. They arrive as {@link ExchangeEvent.FillReport}s; those that are
     * known already come again.
     *
     * @return completed with how many there were, once all have been handed over; exceptionally where the exchange could
     *     not be asked. It may never complete, so whoever asks needs a deadline.
     */
    CompletableFuture<Integer> resendFills();
}
