package dev.aftm.app.gateway;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import java.util.List;

/** Opens the gateway's exchange; {@link ConfiguredExchange#open} by default. */
@FunctionalInterface
public interface ExchangeFactory {

    /**
     * Opens the exchange.
     *
     * @param listed the instruments that a simulated exchange lists
     * @throws RuntimeException the exchange cannot be opened; the message is one sentence
     */
    Exchange open(Settings settings, List<Instrument> listed, Clock clock, Sleeper sleeper);
}
