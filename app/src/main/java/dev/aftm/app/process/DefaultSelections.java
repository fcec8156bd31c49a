package dev.aftm.app.process;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.session.PersistedSelection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The account and instrument that are selected by default: given on a simulated exchange, left to the operator on a real
 * one.
 */
public final class DefaultSelections {

    public static final String SIMULATED_ACCOUNT = "SIM0001";

    private DefaultSelections() {}

    public static PersistedSelection account(Settings settings, boolean isSimulated) {
        Set<String> known = settings.simulatorAccounts();
        String obvious = !isSimulated
                ? null
                : known.isEmpty() || known.contains(SIMULATED_ACCOUNT)
                        ? SIMULATED_ACCOUNT
                        : new TreeSet<>(known).first();
        return new PersistedSelection(
                PersistedSelection.Kind.ACCOUNT,
                "ORDER_ACCOUNT",
                settings.orderAccount().orElse(null),
                obvious,
                isSimulated ? known : Set.of());
    }

    /**
     * Returns the instrument selection; its default applies until an operator registers another instrument.
     *
     * @param source the market data of a simulated exchange; null for a real exchange
     */
    public static PersistedSelection instrument(Settings settings, @Nullable TapeSource source) {
        Set<String> known = source == null
                ? Set.of()
                : source.instruments().stream()
                        .map(instrument -> instrument.itemCode())
                        .collect(Collectors.toUnmodifiableSet());
        return new PersistedSelection(
                PersistedSelection.Kind.INSTRUMENT,
                "REGISTERED_ITEM",
                settings.registeredItem().orElse(null),
                source == null ? null : source.registeredItem(),
                known);
    }
}
