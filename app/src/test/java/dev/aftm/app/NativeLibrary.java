package dev.aftm.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.nio.file.Files;
import java.nio.file.Path;

/** The simulated exchange in C, as compiled by the build. */
final class NativeLibrary {

    private static final Path FILE = Path.of(
                    "..",
                    "infrastructure",
                    "target",
                    "native",
                    Platform.RESOURCE_PREFIX,
                    System.mapLibraryName("aftm_exchange_simulator"))
            .toAbsolutePath()
            .normalize();

    private NativeLibrary() {}

    /** Returns its file; skips the test if the build had no C compiler. */
    static Path orSkip() {
        assumeTrue(Files.exists(FILE), "No C compiler was found, so there is no native simulated exchange.");
        return FILE;
    }
}
