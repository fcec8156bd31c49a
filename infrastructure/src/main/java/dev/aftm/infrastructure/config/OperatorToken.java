package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * @throws ConfigurationException it cannot be read or created, or is incomplete
     */
    public static String readOrMake(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (PrivateFiles.isMissing(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                PrivateFiles.replaceFile(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
            }
            return complete(file);
        } catch (IOException e) {
            throw new ConfigurationException("The operator's token " + file
                    + " cannot be read or created; check its permissions and the free disk space.");
        }
    }

    /**
     * Reads the token of a data folder.
     *
     * @throws ConfigurationException it cannot be read, or is incomplete
     */
    public static String read(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            return complete(file);
        } catch (IOException e) {
            throw new ConfigurationException("The operator's token " + file
                    + " cannot be read; use the DATA_DIR of the running gateway, as the user who owns it.");
        }
    }

    /** What is left of a token, or an empty one, could be guessed. */
    private static String complete(Path file) throws IOException {
        String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!token.matches("[\\x21-\\x7e]{" + 2 * BYTES + ",}")) {
            throw new ConfigurationException("The operator's token " + file
                    + " is empty or incomplete; remove the file, and restart the gateway, which makes a new one.");
        }
        return token;
    }
}
