package dev.aftm.infrastructure.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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

    /**
     * Whether there is certainly no such file. {@link Files#exists} also says no where it cannot see, e.g. because of a disk's
     * error or a folder that must not be read.
     *
     * @throws IOException it cannot be determined
     */
    public static boolean isMissing(Path file) throws IOException {
        try {
            var unused = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException e) {
            // The one answer that is certain.
            return true;
        }
    }

    /**
     * Replaces a file, or creates it, so that a reader finds the old content or the new one, never a part, even after a crash or
     * a power loss. For one writer at a time.
     *
     * @throws IOException nothing was changed
     */
    public static void replaceFile(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            makeFile(draft);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            removeDraft(draft, e);
            throw e;
        }
        forceFolder(file);
    }

    private static void removeDraft(Path draft, IOException failure) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes the name of a file that was created, replaced or removed survive a power loss. */
    public static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Elsewhere a folder cannot be opened, and names are as durable as the file system makes them.
        if (folder != null && knowsOwners(file)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
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
