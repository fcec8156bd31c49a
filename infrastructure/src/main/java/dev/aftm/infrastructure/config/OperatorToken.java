package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The operator's token, stored in a file that only the operator can read. It protects actions that no program may take by
 * mistake, such as resolving an order. It does not protect against hostile code of the same user.
 */
public final class OperatorToken {

    private static final String FILE = "operator.token";
    private static final int BYTES = 16;

    private OperatorToken() {}

    /**
     * Reads the token of a data folder; creates it if there is none.
     *
     * @throws ConfigurationException it cannot be read or created
     */
    public static String readOrMake(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                PrivateFiles.makeFile(file);
                Files.writeString(file, HexFormat.of().formatHex(random), StandardOpenOption.WRITE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The operator's token " + file + " cannot be read or created; check" + " its permissions.");
        }
    }

    /**
     * Reads the token of a data folder.
     *
     * @throws ConfigurationException it cannot be read
     */
    public static String read(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigurationException("The operator's token " + file
                    + " cannot be read; use the DATA_DIR of the running gateway, as the user who owns it.");
        }
    }
}
