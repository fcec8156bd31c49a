package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.gateway.account.AccountInfo;
import java.util.concurrent.CompletableFuture;

/** Queries balance and margin at the exchange. Used by the execution thread. */
public interface AccountQuery {

    /**
     * Sends the query for one account.
     *
     * @return completes with the answer, or exceptionally if the query failed. It may never complete, so the caller needs a
     *     deadline
     */
    CompletableFuture<AccountInfo> margin(String account);
}
