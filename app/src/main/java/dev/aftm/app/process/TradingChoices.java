package dev.aftm.app.process;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.usecase.TradingChoice;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be chosen before anything is traded: obvious on a simulated exchange, a person's decision on a real one. */
final class TradingChoices {

    static final String SIMULATED_ACCOUNT = "SIM0001";

    private TradingChoices() {}

    static TradingChoice account(Settings settings, boolean isSimulated) {
        Set<String> known = settings.simulatorAccounts();
        String obvious = !isSimulated
                ? null
                : known.isEmpty() || known.contains(SIMULATED_ACCOUNT)
                        ? SIMULATED_ACCOUNT
                        : new TreeSet<>(known).first();
        return new TradingChoice(
                "account",
                "ORDER_ACCOUNT",
                settings.orderAccount().orElse(null),
                obvious,
                isSimulated ? known : Set.of());
    }

    /** @param market of a simulated exchange; null where it is a real one */
    static TradingChoice instrument(Settings settings, @Nullable Market market) {
        Set<String> known = market == null
                ? Set.of()
                : market.instruments().stream()
                        .map(instrument -> instrument.itemCode())
                        .collect(Collectors.toUnmodifiableSet());
        return new TradingChoice(
                "instrument",
                "REGISTERED_ITEM",
                settings.registeredItem().orElse(null),
                market == null ? null : market.registeredItem(),
                known);
    }
}
