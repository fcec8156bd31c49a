package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.port.market.SimulatedMarket;
import java.util.Optional;

/**
 * Everything that one exchange offers; an adapter implements it whole, use cases ask for the parts that they need.
 *
 * <p>Belongs to the thread that owns the exchange's library, apart from what says otherwise.
 */
public interface Exchange
        extends ExchangeSession,
                OrderEntry,
                OrderStatusQuery,
                PositionQuery,
                FillQuery,
                AccountQuery,
                ExchangeEventSource,
                AutoCloseable {

    /** The market behind it, for a tape to be played into; only an exchange that says it is simulated has one. */
    Optional<SimulatedMarket> simulatedMarket();

    /**
     * Begins to report the trades of an instrument as {@link ExchangeEvent.MarketTick}s; a simulated exchange that is fed
     * from a tape has no need of it.
     *
     * @throws RuntimeException it cannot
     */
    void register(String itemCode);

    @Override
    void close();
}
