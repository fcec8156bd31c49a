package dev.aftm.infrastructure.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * What only its owner can look into, where the file system knows owners at all: folders with mode 0700, files with 0600.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** Where systemd keeps what it hands to a service (systemd.exec, LoadCredential). */
    public static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    private PrivateFiles() {}

    /** Makes a file where there is none; at no moment can others read it. */
    public static void makeFile(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            if (knowsOwners(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was a moment quicker.
        }
    }

    /** Closes a file to others. */
    public static void closeFile(Path file) throws IOException {
        if (knowsOwners(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Makes a folder where there is none, and closes it to others. */
    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (knowsOwners(folder) && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /**
     * Whether somebody else than the owner can read or write a file. What a service manager keeps for this service alone is
     * taken for private: systemd does so with access lists, which look like a group's permission.
     */
    public static boolean isOpenToOthers(Path file) throws IOException {
        String service = System.getenv().getOrDefault(CREDENTIALS_DIRECTORY, "");
        boolean isKeptByService = !service.isEmpty() && file.toAbsolutePath().startsWith(Path.of(service));
        if (isKeptByService || !knowsOwners(file)) {
            return false;
        }
        Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
        open.addAll(Files.getPosixFilePermissions(file));
        open.removeAll(FOLDER);
        return !open.isEmpty();
    }

    private static boolean knowsOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
