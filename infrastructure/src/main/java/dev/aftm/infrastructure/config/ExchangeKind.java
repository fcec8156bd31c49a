package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ties a data folder to one kind of exchange, simulated or real, so that conditions and orders made for a simulation are never
 * traded with real money.
 */
public final class ExchangeKind {

    private static final String FILE = "exchange-kind";

    private ExchangeKind() {}

    /**
     * Marks the folder for one kind of exchange if it is unmarked; otherwise checks the mark.
     *
     * @throws ConfigurationException the folder belongs to the other kind, or the mark cannot be read or written, or is damaged
     */
    public static void claim(Path dataDirectory, boolean simulated) {
        Path file = dataDirectory.resolve(FILE);
        String kind = simulated ? "simulated" : "real";
        try {
            if (PrivateFiles.isMissing(file)) {
                PrivateFiles.replaceFile(file, (kind + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            String stored = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!stored.equals("simulated") && !stored.equals("real")) {
                throw new ConfigurationException("The file " + file
                        + " is damaged; write into it the kind of exchange that this DATA_DIR was used with: simulated or"
                        + " real.");
            }
            if (!stored.equals(kind)) {
                throw new ConfigurationException("DATA_DIR " + dataDirectory + " was used with a " + stored
                        + " exchange, but this exchange is " + kind + "; choose another DATA_DIR to keep their data"
                        + " apart.");
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + file + " cannot be read or written; check its permissions and the free disk space.");
        }
    }
}
