package dev.aftm.infrastructure.dll;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The native simulated exchange under load. To run it with a million ticks:
 * {@code mvn verify -Dtest=DllExchangeSoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.ticks=1000000}.
 */
final class DllExchangeSoakTest {

    @Test
    void each_tick_and_order_is_reported_once_without_leaks(@TempDir Path folder) {
        try (DllExchange exchange =
                NativeSimulator.open(NativeSimulator.options(folder.resolve("ledger.jsonl"), Map.of()))) {
            new ExchangeSoak().run(exchange);
        }
    }
}
