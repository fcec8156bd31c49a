package dev.aftm.infrastructure.journal.segment;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder on disk that only its owner can access. */
final class DiskStorage implements Storage {

    /**
     * The folders that this process has locked. To a process its own lock looks free, and closing any channel of the file
     * releases the lock (POSIX), so a lock file that this process holds must not be opened again.
     */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private final Path folder;

    DiskStorage(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    private static IOException translated(IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean isFull = message.contains("No space left") || message.contains("quota exceeded");
        return isFull ? new NoSpaceException(message) : e;
    }

    private record DiskFile(FileChannel channel) implements StoredFile {

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return channel.read(target, offset);
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            try {
                return channel.write(source, offset);
            } catch (IOException e) {
                throw translated(e);
            }
        }

        @Override
        public void force() throws IOException {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw translated(e);
            }
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public String describe(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void makeFolder() throws IOException {
        boolean isNew = !Files.exists(folder);
        PrivateFiles.makeFolder(folder);
        Path parent = folder.getParent();
        if (isNew && parent != null) {
            force(parent);
        }
    }

    @Override
    public @Nullable Closeable lock() throws IOException {
        if (!LOCKED.add(folder)) {
            return null;
        }
        boolean isLocked = false;
        try {
            Path file = folder.resolve(SegmentFormat.LOCK);
            PrivateFiles.makeFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return null;
            }
            isLocked = true;
            return () -> {
                channel.close();
                LOCKED.remove(folder);
            };
        } finally {
            if (!isLocked) {
                LOCKED.remove(folder);
            }
        }
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public StoredFile create(String name) throws IOException {
        try {
            Path file = folder.resolve(name);
            Files.deleteIfExists(file);
            PrivateFiles.makeFile(file);
            return openForWriting(name);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public StoredFile open(String name) throws IOException {
        return new DiskFile(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public StoredFile openForWriting(String name) throws IOException {
        return new DiskFile(FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try {
            Files.move(
                    folder.resolve(from),
                    folder.resolve(to),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void forceFolder() throws IOException {
        force(folder);
    }

    private static void force(Path folder) throws IOException {
        // Only POSIX systems open a folder like a file; elsewhere renames are durable by themselves.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
