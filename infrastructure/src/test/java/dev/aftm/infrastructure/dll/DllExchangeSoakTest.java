package dev.aftm.infrastructure.dll;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The native simulated exchange under load. The whole million:
 * {@code mvn verify -Dtest=DllExchangeSoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.ticks=1000000}.
 */
final class DllExchangeSoakTest {

    @Test
    void ticks_and_orders_come_back_once_each_and_nothing_grows(@TempDir Path folder) {
        try (DllExchange exchange =
                NativeSimulator.open(NativeSimulator.options(folder.resolve("ledger.jsonl"), Map.of()))) {
            new ExchangeSoak().run(exchange);
        }
    }
}
