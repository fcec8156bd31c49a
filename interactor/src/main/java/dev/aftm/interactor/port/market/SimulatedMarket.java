package dev.aftm.interactor.port.market;

import dev.aftm.domain.market.Tick;

/**
 * The market behind a simulated exchange: whoever plays a tape feeds it. Only an exchange that says it is simulated has
 * one. Used by the thread that owns the exchange.
 */
public interface SimulatedMarket {

    /**
     * The price that the market stands at before the first trade. Takes up orders that the ledger left open, and may fill
     * them; fills no order of this session.
     */
    void openAt(Tick tick);

    /** A trade on the tape: becomes the last price, and may fill orders that rest. */
    void trade(Tick tick);

    /** Orders received so far, refused ones included, over the life of the ledger. */
    long orderCount();

    /** Our fills so far, over the life of the ledger; their reports may still be on their way. */
    long fillCount();
}
