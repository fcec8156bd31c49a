package dev.aftm.interactor.port;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

/** Asks the exchange what an account is worth. Used by the thread that owns the exchange's library. */
public interface MarginQuery {

    /**
     * What an account is worth, in one currency.
     *
     * @param currency ISO 4217
     * @param balance deposits and what was realised
     * @param equity balance and what is not realised yet
     * @param initialMargin bound by open positions
     * @param available equity less what is bound; may be below 0
     */
    record Margin(
            String account,
            String currency,
            BigDecimal balance,
            BigDecimal equity,
            BigDecimal initialMargin,
            BigDecimal available) {}

    /**
     * Asks.
     *
     * @return completed with the answer, or exceptionally where the exchange could not be asked. It may never complete, so
     *     whoever asks needs a deadline.
     */
    CompletableFuture<Margin> margin(String account);
}
