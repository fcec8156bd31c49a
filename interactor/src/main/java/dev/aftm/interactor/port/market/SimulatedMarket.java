package dev.aftm.interactor.port.market;

import dev.aftm.domain.market.Tick;

/**
 * The market of a simulated exchange, driven by a tape. Used by the execution thread.
 */
public interface SimulatedMarket {

    /**
     * Sets the price before the first trade. Restores the ledger's open orders and may fill them; fills no order of this
     * session.
     */
    void openAt(Tick tick);

    /** Applies a trade of the tape: sets the last price, and may fill resting orders. */
    void trade(Tick tick);

    /** Orders received over the life of the ledger, including rejected ones. */
    long orderCount();

    /** Our fills over the life of the ledger, including those not reported yet. */
    long fillCount();
}
