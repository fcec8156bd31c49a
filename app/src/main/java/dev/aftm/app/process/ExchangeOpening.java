package dev.aftm.app.process;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.Pause;
import java.util.List;

/** How the gateway comes by its exchange; {@link Exchanges#open} where nobody has another. */
@FunctionalInterface
public interface ExchangeOpening {

    /**
     * Opens the exchange.
     *
     * @param listed what a simulated exchange lists
     * @throws RuntimeException it cannot be opened; the message is one sentence
     */
    Exchange open(Settings settings, List<Instrument> listed, Clock clock, Pause pause);
}
