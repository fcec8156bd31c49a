package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.gateway.account.PositionInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the exchange says is held. Used by the thread that owns the exchange's library. */
public interface PositionQuery {

    /**
     * Asks for the open positions of all accounts of the session.
     *
     * @return completed with the answer, or exceptionally where the exchange could not be asked; never with an empty list
     *     instead. It may never complete, so whoever asks needs a deadline.
     */
    CompletableFuture<List<PositionInfo>> openPositions();
}
