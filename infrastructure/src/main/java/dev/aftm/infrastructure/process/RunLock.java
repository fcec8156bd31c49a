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
 * Locks a data folder for one running system. The operating system releases the lock when the process ends, however it ends, so
 * a stale or reused process id is never trusted.
 */
public final class RunLock implements AutoCloseable {

    private static final String FILE = "run.lock";
    private static final int LONGEST_NUMBER = 20;
    private static final int ATTEMPTS = 5;
    private static final long BETWEEN_ATTEMPTS_NANOS = 20_000_000;

    /**
     * The folders whose locks this process holds. To a process its own lock looks free, and closing any channel of the file
     * releases the lock (POSIX). A file that this process has locked must therefore not be opened again.
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
     * Acquires the lock of a data folder.
     *
     * @return the lock; empty if it is already held
     * @throws IOException the lock file cannot be written
     */
    public static Optional<RunLock> take(Path dataDirectory) throws IOException {
        Path folder = nameOf(dataDirectory);
        if (HELD.contains(folder)) {
            return Optional.empty();
        }
        Path file = dataDirectory.resolve(FILE);
        PrivateFiles.makeFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // A concurrent call of holder() in another process takes the lock for an instant.
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
        } catch (IOException e) {
            // Otherwise the lock would be held, by nobody, until this process ends.
            channel.close();
            throw e;
        }
        HELD.add(folder);
        return Optional.of(new RunLock(folder, channel));
    }

    /** The id of the process that holds a data folder's lock, 0 if the id cannot be read; empty if no process holds it. */
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
        } catch (NumberFormatException notWrittenYet) {
            return Optional.of(0L);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByUs) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        HELD.remove(folder);
        channel.close();
    }
}
