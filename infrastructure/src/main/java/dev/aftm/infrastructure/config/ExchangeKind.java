package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps what belongs to a simulated exchange apart from what belongs to a real one: conditions and orders made for trying
 * out must never find themselves trading money.
 */
public final class ExchangeKind {

    private static final String FILE = "exchange-kind";

    private ExchangeKind() {}

    /**
     * Marks the folder as belonging to one kind of exchange, or checks that it does.
     *
     * @throws ConfigurationException it belongs to the other kind
     */
    public static void claim(Path dataDirectory, boolean simulated) {
        Path file = dataDirectory.resolve(FILE);
        String kind = simulated ? "simulated" : "real";
        try {
            if (!Files.exists(file)) {
                PrivateFiles.makeFile(file);
                Files.writeString(file, kind + "\n");
            }
            String kept = Files.readString(file).strip();
            if (!kept.equals(kind)) {
                throw new ConfigurationException("DATA_DIR " + dataDirectory + " was used with a " + kept
                        + " exchange, and this one is " + kind + "; choose another DATA_DIR, so that nothing that was"
                        + " made for the one reaches the other.");
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + file + " cannot be read or written: " + e.getMessage() + ".");
        }
    }
}
