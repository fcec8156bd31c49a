package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.port.market.SimulatedMarket;
import java.util.Optional;

/**
 * A complete exchange. An adapter implements this interface; use cases depend only on the parts that they need.
 *
 * <p>Used by the execution thread, unless a method says otherwise.
 */
public interface Exchange
        extends ExchangeSession,
                OrderEntry,
                OrderStatusQuery,
                PositionQuery,
                FillResend,
                AccountQuery,
                ExchangeEventSource,
                AutoCloseable {

    /** The simulated market, which a tape can be played into; empty unless the exchange is simulated. */
    Optional<SimulatedMarket> simulatedMarket();

    /**
     * Subscribes to the trades of an instrument, which are then reported as {@link ExchangeEvent.MarketTick}s. A simulated
     * exchange that is fed from a tape does nothing.
     *
     * @throws RuntimeException the subscription failed
     */
    void register(String itemCode);

    @Override
    void close();
}
