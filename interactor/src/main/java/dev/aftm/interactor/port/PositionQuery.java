package dev.aftm.interactor.port;

import dev.aftm.interactor.gateway.PositionInfo;
import java.util.List;

/** What the exchange says is held. Used by the thread that owns the exchange's library. */
public interface PositionQuery {

    /**
     * The open positions of all accounts of the session.
     *
     * @throws RuntimeException they could not be read; never an empty list instead
     */
    List<PositionInfo> openPositions();
}
