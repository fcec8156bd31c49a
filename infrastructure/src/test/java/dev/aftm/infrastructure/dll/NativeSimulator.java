package dev.aftm.infrastructure.dll;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import dev.aftm.infrastructure.secret.Secret;
import dev.aftm.interactor.port.clock.FakeClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The native simulated exchange, as built by the Maven build; tests that need it are skipped without a C compiler. */
final class NativeSimulator {

    static final Path LIBRARY =
            Path.of("target", "native", Platform.RESOURCE_PREFIX, System.mapLibraryName("aftm_exchange_simulator"));

    private NativeSimulator() {}

    static Map<String, String> options(Path ledger, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(more);
        options.put("ledger", ledger.toString());
        options.put("instruments", "TXFH1:200,MXFH1:50");
        return options;
    }

    static DllExchange open(Map<String, String> options) {
        assumeTrue(Files.exists(LIBRARY), "No C compiler was found, so there is no native simulated exchange.");
        return new DllExchange(new DllSettings(LIBRARY, options, "", () -> Secret.of(new byte[0])), new FakeClock());
    }
}
