package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.gateway.account.AccountInfo;
import java.util.concurrent.CompletableFuture;

/** Asks the exchange what an account is worth. Used by the thread that owns the exchange's library. */
public interface AccountQuery {

    /**
     * Asks.
     *
     * @return completed with the answer, or exceptionally where the exchange could not be asked. It may never complete, so
     *     whoever asks needs a deadline.
     */
    CompletableFuture<AccountInfo> margin(String account);
}
