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
 * Creates files (mode 0600) and folders (mode 0700) that only their owner can access, if the file system supports POSIX
 * permissions.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** Environment variable: the folder in which systemd provides a service's credentials (systemd.exec, LoadCredential). */
    public static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    private PrivateFiles() {}

    /** Creates an empty file if there is none. Others cannot read it at any moment. */
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
            // Another process has created it in the meantime.
        }
    }

    /** Removes all access to a file except its owner's. */
    public static void closeFile(Path file) throws IOException {
        if (knowsOwners(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Creates a folder if there is none, and removes all access to it except its owner's. */
    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (knowsOwners(folder) && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /**
     * Whether anybody but the owner can read or write a file. A file in {@link #CREDENTIALS_DIRECTORY} counts as private: systemd
     * protects it with access control lists, which look like group permissions.
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
