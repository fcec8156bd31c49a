package dev.aftm.infrastructure.process;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a system runs on a data folder. The operating system holds the lock, and lets it go with the process, however
 * that ends: no number of a process that has long been another's is ever believed.
 */
public final class RunLock implements AutoCloseable {

    private static final String FILE = "run.lock";
    private static final int LONGEST_NUMBER = 20;
    private static final int ATTEMPTS = 5;
    private static final long BETWEEN_ATTEMPTS_NANOS = 20_000_000;

    /**
     * The folders whose locks this process holds. To a process its own lock looks free, and closing any channel of the file lets
     * go of it (POSIX), so a file that is ours must not even be looked at.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    private static Path nameOf(Path dataDirectory) {
        return dataDirectory.toAbsolutePath().normalize();
    }

    /**
     * Takes the lock of a data folder.
     *
     * @return empty where another process has it
     * @throws IOException the file cannot be written
     */
    public static Optional<RunLock> take(Path dataDirectory) throws IOException {
        Path folder = nameOf(dataDirectory);
        if (HELD.contains(folder)) {
            return Optional.empty();
        }
        Path file = dataDirectory.resolve(FILE);
        PrivateFiles.makeFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // Somebody may be looking at this very moment, which takes the lock for an instant.
        for (int i = 0; lock(channel) == null; i++) {
            if (i == ATTEMPTS) {
                channel.close();
                return Optional.empty();
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
        }
        channel.truncate(0);
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        var unused = channel.write(ByteBuffer.wrap(pid));
        HELD.add(folder);
        return Optional.of(new RunLock(folder, channel));
    }

    /** The number of the process that holds the lock of a data folder; empty where none does. */
    public static Optional<Long> holder(Path dataDirectory) throws IOException {
        if (HELD.contains(nameOf(dataDirectory))) {
            return Optional.of(ProcessHandle.current().pid());
        }
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (lock(channel) != null) {
                return Optional.empty();
            }
            ByteBuffer text = ByteBuffer.allocate(LONGEST_NUMBER);
            var unused = channel.read(text);
            return Optional.of(Long.parseLong(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII)));
        } catch (NumberFormatException e) {
            return Optional.of(0L);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        HELD.remove(folder);
        channel.close();
    }
}
