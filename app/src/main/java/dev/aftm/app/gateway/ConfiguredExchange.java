package dev.aftm.app.gateway;

import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.ExchangeKind;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.credential.CredentialException;
import dev.aftm.infrastructure.credential.PasswordSource;
import dev.aftm.infrastructure.credential.TerminalPassword;
import dev.aftm.infrastructure.dll.DllExchange;
import dev.aftm.infrastructure.dll.DllSettings;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Opens the exchange that the settings name: the paper exchange, or a library. */
public final class ConfiguredExchange {

    private ConfiguredExchange() {}

    /**
     * Opens the exchange.
     *
     * @param listed the instruments that a simulated exchange lists
     * @param password for the login with a library
     * @throws RuntimeException the exchange cannot be opened; the message is one sentence
     */
    public static Exchange open(
            Settings settings, List<Instrument> listed, Clock clock, Sleeper sleeper, PasswordSource password) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        Exchange exchange = settings.usesLibrary()
                ? new DllExchange(librarySettings(settings, listed, password), clock)
                : new PaperExchange(paperSettings(settings), listed, clock, sleeper);
        try {
            ExchangeKind.claim(
                    settings.dataDirectory(), exchange.simulatedMarket().isPresent());
        } catch (ConfigurationException e) {
            exchange.close();
            throw e;
        }
        return exchange;
    }

    /**
     * Returns the source of the password: the file that the settings name, or a prompt at the terminal.
     *
     * @param mayAsk whether to prompt at the terminal
     * @throws ConfigurationException the file does not exist, is readable by others, or contains no password
     */
    public static PasswordSource password(Settings settings, boolean mayAsk, ProcessLifecycle lifecycle) {
        if (!settings.usesLibrary() || settings.exchangeUser().isEmpty()) {
            return PasswordSource.none();
        }
        String user = settings.exchangeUser();
        try {
            return settings.passwordFile()
                    .map(PasswordSource::file)
                    .or(() -> mayAsk ? ask(user, lifecycle) : Optional.empty())
                    .orElseGet(() -> PasswordSource.missing("There is no password for " + user
                            + ": start the gateway at a terminal to be asked for it, or set EXCHANGE_PASSWORD_FILE."));
        } catch (CredentialException e) {
            throw new ConfigurationException("EXCHANGE_PASSWORD_FILE: " + e.getMessage());
        }
    }

    private static Optional<PasswordSource> ask(String user, ProcessLifecycle lifecycle) {
        lifecycle.waiting("The gateway asks for the password of " + user + ".");
        AtomicBoolean isAsking = new AtomicBoolean(true);
        // When the supervisor ends, the prompt must not read what is typed next, which may be meant for a shell.
        lifecycle.onEnd(() -> {
            if (isAsking.get()) {
                TerminalPassword.restore();
                Runtime.getRuntime().halt(ExitCodes.FAILED);
            }
        });
        try {
            return askAt(user);
        } finally {
            isAsking.set(false);
        }
    }

    private static Optional<PasswordSource> askAt(String user) {
        return TerminalPassword.ask("Password of " + Terminal.escape(user) + ": ")
                .map(PasswordSource::typed);
    }

    private static PaperExchange.Settings paperSettings(Settings settings) {
        return new PaperExchange.Settings(settings.ledger(), settings.simulatorAccounts(), settings.simulatorLatency());
    }

    private static DllSettings librarySettings(Settings settings, List<Instrument> listed, PasswordSource password) {
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
        return new DllSettings(settings.exchangeLibrary(), options, settings.exchangeUser(), password);
    }
}
