package dev.aftm.infrastructure.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes the folders that the system keeps things in, so that only their owner can look into them. */
public final class Folders {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    private Folders() {}

    /** Makes a file where there is none, and closes it to everybody but its owner. */
    public static void prepareFile(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, OWNER_ONLY_FILE);
            }
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be made or closed to others.");
        }
    }

    /**
     * Makes a folder where there is none, and closes it to everybody but its owner.
     *
     * @param setting the setting that names it
     * @throws ConfigurationException it cannot be made or written to
     */
    public static Path prepare(Path folder, Setting setting) {
        try {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && !Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            }
        } catch (IOException e) {
            throw new ConfigurationException(setting + " is " + folder
                    + ", and this folder cannot be made or closed to others; choose one that you own.");
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigurationException(setting + " is " + folder + ", which cannot be written to.");
        }
        return folder;
    }
}
