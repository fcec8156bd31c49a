package dev.aftm.app.gateway;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import java.util.List;

/** How the gateway comes by its exchange; {@link ConfiguredExchange#open} where nobody has another. */
@FunctionalInterface
public interface ExchangeFactory {

    /**
     * Opens the exchange.
     *
     * @param listed what a simulated exchange lists
     * @throws RuntimeException it cannot be opened; the message is one sentence
     */
    Exchange open(Settings settings, List<Instrument> listed, Clock clock, Sleeper sleeper);
}
