package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.gateway.account.PositionInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Queries open positions at the exchange. Used by the execution thread. */
public interface PositionQuery {

    /**
     * Sends the query for all accounts of the session.
     *
     * @return completes with the open positions, or exceptionally if the query failed (never with an empty list instead). It
     *     may never complete, so the caller needs a deadline
     */
    CompletableFuture<List<PositionInfo>> openPositions();
}
