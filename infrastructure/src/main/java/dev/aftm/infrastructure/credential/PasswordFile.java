package dev.aftm.infrastructure.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds a password and nothing else, and that nobody but its owner can read. */
public final class PasswordFile {

    private static final int LONGEST = 1024;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

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
            requirePrivate(file);
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

    private static void requirePrivate(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
        open.retainAll(Files.getPosixFilePermissions(file));
        if (!open.isEmpty()) {
            throw new CredentialException("Others can read the password file " + file + "; run: chmod 600 " + file);
        }
    }
}
