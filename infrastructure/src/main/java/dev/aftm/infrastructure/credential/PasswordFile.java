package dev.aftm.infrastructure.credential;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that holds a password and nothing else, and that nobody but its owner can read. */
final class PasswordFile {

    private static final int LONGEST = 1024;

    private PasswordFile() {}

    /**
     * Reads the password, a line's end behind it taken off.
     *
     * @return its bytes, which the caller wipes
     * @throws CredentialException it is not there, is open to others, or holds no password
     */
    public static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new CredentialException("There is no password file at " + file + ".");
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new CredentialException("Others can read the password file " + file + "; run: chmod 600 " + file);
            }
            if (Files.size(file) > LONGEST) {
                throw new CredentialException("The password file " + file + " holds more than a password.");
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length;
            while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
                length--;
            }
            byte[] password = Arrays.copyOf(bytes, length);
            Arrays.fill(bytes, (byte) 0);
            if (length == 0) {
                throw new CredentialException("The password file " + file + " is empty.");
            }
            return password;
        } catch (IOException e) {
            throw new CredentialException("The password file " + file + " cannot be read.");
        }
    }
}
