package dev.aftm.app.process;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.ExchangeKind;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.credential.PasswordFile;
import dev.aftm.infrastructure.dll.DllExchange;
import dev.aftm.infrastructure.dll.DllSettings;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.Pause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens the exchange that the settings name: the one place where it is decided which there is. */
public final class Exchanges {

    private Exchanges() {}

    /**
     * Opens the exchange.
     *
     * @param listed what a simulated exchange lists
     * @throws RuntimeException it cannot be opened; the message is one sentence
     */
    public static Exchange open(Settings settings, List<Instrument> listed, Clock clock, Pause pause) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        Exchange exchange = settings.usesLibrary()
                ? new DllExchange(librarySettings(settings, listed), clock)
                : new PaperExchange(paperSettings(settings), listed, clock, pause);
        try {
            ExchangeKind.claim(
                    settings.dataDirectory(), exchange.simulatedMarket().isPresent());
        } catch (ConfigurationException e) {
            exchange.close();
            throw e;
        }
        return exchange;
    }

    private static PaperExchange.Settings paperSettings(Settings settings) {
        return new PaperExchange.Settings(settings.ledger(), settings.simulatorAccounts(), settings.simulatorLatency());
    }

    private static DllSettings librarySettings(Settings settings, List<Instrument> listed) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("dealer_url", settings.dealerUrl());
        options.put("ledger", settings.ledger().toString());
        options.put("accounts", String.join(",", settings.simulatorAccounts()));
        options.put(
                "instruments",
                listed.stream()
                        .map(instrument -> instrument.itemCode() + ":"
                                + instrument.multiplier().toPlainString())
                        .collect(Collectors.joining(",")));
        options.put("latency_ms", Long.toString(settings.simulatorLatency().toMillis()));
        options.put("faults", settings.simulatorFaults());
        Supplier<byte[]> password =
                () -> settings.passwordFile().map(PasswordFile::read).orElse(new byte[0]);
        return new DllSettings(settings.exchangeLibrary(), options, settings.exchangeUser(), password);
    }
}
