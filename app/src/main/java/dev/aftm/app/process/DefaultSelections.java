package dev.aftm.app.process;

import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.session.PersistedSelection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be chosen before anything is traded: obvious on a simulated exchange, a person's decision on a real one. */
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
                "account",
                "ORDER_ACCOUNT",
                settings.orderAccount().orElse(null),
                obvious,
                isSimulated ? known : Set.of());
    }

    /**
     * Which instrument is followed until somebody selects another one.
     *
     * @param source of a simulated exchange; null where it is a real one
     */
    public static PersistedSelection instrument(Settings settings, @Nullable TapeSource source) {
        Set<String> known = source == null
                ? Set.of()
                : source.instruments().stream()
                        .map(instrument -> instrument.itemCode())
                        .collect(Collectors.toUnmodifiableSet());
        return new PersistedSelection(
                "instrument",
                "REGISTERED_ITEM",
                settings.registeredItem().orElse(null),
                source == null ? null : source.registeredItem(),
                known);
    }
}
