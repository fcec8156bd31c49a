package dev.aftm.infrastructure.dll;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import dev.aftm.infrastructure.secret.Secret;
import dev.aftm.interactor.port.clock.FakeClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The adapter for a .NET broker with its stub, as built by the Maven build; tests that need it are skipped without Mono. */
final class DotnetStub {

    static final Path LIBRARY = Path.of(
            "target", "native", Platform.RESOURCE_PREFIX, "dotnet", System.mapLibraryName("aftm_exchange_dotnet"));

    private DotnetStub() {}

    static DllExchange open(Map<String, String> options) {
        assumeTrue(Files.exists(LIBRARY), "Mono's compiler was not found, so there is no adapter for a .NET broker.");
        return new DllExchange(
                new DllSettings(LIBRARY, options, "user", () -> Secret.of("pw".getBytes(StandardCharsets.UTF_8))),
                new FakeClock());
    }
}
