package dev.aftm.infrastructure.credential;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.infrastructure.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a password from a file that contains nothing else and that only its owner can read. */
final class PasswordFile {

    private static final int LONGEST = 1024;

    private PasswordFile() {}

    /**
     * Reads the password, without the line break after it.
     *
     * @return the password; the caller closes it
     * @throws CredentialException the file is missing, readable by others, unreadable, too long or empty
     */
    public static Secret read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new CredentialException("The password file " + file + " does not exist.");
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new CredentialException("Others can read the password file " + file + "; run: chmod 600 " + file);
            }
            if (Files.size(file) > LONGEST) {
                throw new CredentialException("The password file " + file + " is longer than " + LONGEST + " bytes;"
                        + " it must contain only the password.");
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length;
            while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
                length--;
            }
            Secret password = Secret.of(Arrays.copyOf(bytes, length));
            Arrays.fill(bytes, (byte) 0);
            if (length == 0) {
                throw new CredentialException("The password file " + file + " is empty; write the password into it.");
            }
            return password;
        } catch (IOException e) {
            throw new CredentialException("The password file " + file + " cannot be read; check its permissions.");
        }
    }
}
