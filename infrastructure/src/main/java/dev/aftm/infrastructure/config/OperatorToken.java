package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The token that shows that somebody is the operator: in a file that only the operator can read. It guards what a
 * program's mistake must not do, such as resolving an order; it is no barrier against hostile code of the same user.
 */
public final class OperatorToken {

    private static final String FILE = "operator.token";
    private static final int BYTES = 16;

    private OperatorToken() {}

    /** The token in a data folder; made where there is none. */
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
            throw new ConfigurationException("The operator's token " + file + " cannot be read or made.");
        }
    }

    /** The token in a data folder. */
    public static String read(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigurationException("The operator's token " + file
                    + " cannot be read; DATA_DIR must be the running gateway's, and you its owner.");
        }
    }
}
