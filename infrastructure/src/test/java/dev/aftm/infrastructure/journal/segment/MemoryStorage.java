package dev.aftm.infrastructure.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory, whose pages of 4096 bytes reach it in any order until they are forced. It can fail, be full, and lose
 * power at any step. For all threads.
 */
final class MemoryStorage implements Storage {

    private static final int PAGE = 4096;

    /** The power is lost: nothing more happens. */
    static final class PowerLoss extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** A file: what programs see, and what is on the disk. */
    private static final class Inode {
        private byte[] seen = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();

        private static Inode of(byte[] content) {
            Inode inode = new Inode();
            inode.seen = content;
            inode.durable = content;
            return inode;
        }

        private void persist(int page) {
            int from = page * PAGE;
            int to = Math.min(Math.min(from + PAGE, seen.length), durable.length);
            if (to > from) {
                System.arraycopy(seen, from, durable, from, to - from);
            }
        }

        private void force() {
            durable = Arrays.copyOf(durable, seen.length);
            dirty.stream().forEach(this::persist);
            dirty.clear();
        }

        private byte[] afterPowerLoss(Random random) {
            if (random.nextBoolean()) {
                durable = Arrays.copyOf(durable, seen.length);
            }
            dirty.stream().filter(page -> random.nextBoolean()).forEach(this::persist);
            return durable.clone();
        }
    }

    /** What the disk does next. */
    enum Step {
        CREATE,
        WRITE,
        FORCE,
        TRUNCATE,
        RENAME,
        DELETE,
        FORCE_FOLDER
    }

    private final Map<String, Inode> names = new TreeMap<>();
    private final List<Map<String, Inode>> folderStates = new ArrayList<>(List.of(Map.of()));
    private final List<String> events = new ArrayList<>();
    private final Random random;
    private boolean isLocked;
    private boolean isDown;
    private long capacity = Long.MAX_VALUE;
    private int stepsToPowerLoss = Integer.MAX_VALUE;
    private int stepsToFault = Integer.MAX_VALUE;
    private int faults;
    private @Nullable Step failing;
    private boolean hasShortWrites;

    MemoryStorage(long seed) {
        random = new Random(seed);
    }

    /** A disk with these files, which are not changed by it. */
    static MemoryStorage of(Map<String, byte[]> files) {
        MemoryStorage storage = new MemoryStorage(1);
        files.forEach((name, content) -> storage.names.put(name, Inode.of(content)));
        storage.folderStates.set(0, new TreeMap<>(storage.names));
        return storage;
    }

    /** The files as programs see them. */
    synchronized Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        names.forEach((name, inode) -> files.put(name, inode.seen.clone()));
        return files;
    }

    /** The disk after the process was killed. */
    synchronized MemoryStorage afterKill() {
        return next(names);
    }

    /** The disk after a power loss. */
    synchronized MemoryStorage afterPowerLoss() {
        Map<String, Inode> kept = new TreeMap<>();
        folderStates.get(random.nextInt(folderStates.size())).forEach((name, inode) -> {
            kept.put(name, Inode.of(inode.afterPowerLoss(random)));
        });
        return next(kept);
    }

    private MemoryStorage next(Map<String, Inode> kept) {
        MemoryStorage next = new MemoryStorage(random.nextLong());
        next.names.putAll(kept);
        next.folderStates.clear();
        if (kept == names) {
            next.folderStates.addAll(folderStates);
        } else {
            next.folderStates.add(new TreeMap<>(kept));
        }
        return next;
    }

    /** Loses the power at the n-th step from now. */
    synchronized void losePowerAt(int step) {
        stepsToPowerLoss = step;
    }

    /** Fails some times, beginning with the n-th step from now; steps of another kind succeed. */
    synchronized void failAt(int step, int times, @Nullable Step kind) {
        stepsToFault = step;
        faults = times;
        failing = kind;
    }

    /** Makes a disk of this many bytes more than are used now. */
    synchronized void leaveFree(long bytes) {
        capacity = bytes == Long.MAX_VALUE ? bytes : used() + bytes;
    }

    synchronized void writeShort() {
        hasShortWrites = true;
    }

    /** What was done since the last call, e.g. "WRITE name". */
    synchronized List<String> events() {
        List<String> all = List.copyOf(events);
        events.clear();
        return all;
    }

    private long used() {
        return names.values().stream().mapToLong(inode -> inode.seen.length).sum();
    }

    private void step(Step step, String name) throws IOException {
        if (isDown || --stepsToPowerLoss == 0) {
            isDown = true;
            throw new PowerLoss();
        }
        events.add(step + " " + name);
        if (failing == null || failing == step) {
            stepsToFault--;
        }
        if (stepsToFault <= 0 && faults > 0 && (failing == null || failing == step)) {
            faults--;
            throw new IOException("injected fault of " + step);
        }
    }

    private void folderChanged() {
        folderStates.add(new TreeMap<>(names));
    }

    private Inode find(String name) throws IOException {
        Inode inode = names.get(name);
        if (inode == null) {
            throw new NoSuchFileException(name);
        }
        return inode;
    }

    private final class MemoryFile implements StoredFile {
        private final String name;
        private final Inode inode;

        private MemoryFile(String name, Inode inode) {
            this.name = name;
            this.inode = inode;
        }

        @Override
        public int read(ByteBuffer target, long offset) {
            synchronized (MemoryStorage.this) {
                int length = (int) Math.min(target.remaining(), inode.seen.length - offset);
                if (length <= 0) {
                    return -1;
                }
                target.put(inode.seen, (int) offset, length);
                return length;
            }
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            synchronized (MemoryStorage.this) {
                int length = source.remaining();
                try {
                    step(Step.WRITE, name);
                } catch (IOException | PowerLoss e) {
                    // What fails may have been written in part.
                    put(source, offset, random.nextInt(length + 1));
                    throw e;
                }
                int taken = hasShortWrites && length > 1 ? 1 + random.nextInt(length) : length;
                if (used() + Math.max(0, offset + taken - inode.seen.length) > capacity) {
                    throw new NoSpaceException("No space left on device");
                }
                put(source, offset, taken);
                return taken;
            }
        }

        private void put(ByteBuffer source, long offset, int length) {
            int end = (int) offset + length;
            if (end > inode.seen.length) {
                inode.seen = Arrays.copyOf(inode.seen, end);
            } else if (inode.seen == inode.durable) {
                inode.seen = inode.seen.clone();
            }
            source.get(inode.seen, (int) offset, length);
            if (length > 0) {
                inode.dirty.set((int) offset / PAGE, (end - 1) / PAGE + 1);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryStorage.this) {
                try {
                    step(Step.FORCE, name);
                } catch (IOException e) {
                    // The system forgets that these pages are not on the disk, where some of them are.
                    inode.dirty.stream().filter(page -> random.nextBoolean()).forEach(inode::persist);
                    inode.dirty.clear();
                    throw e;
                }
                inode.force();
            }
        }

        @Override
        public long size() {
            synchronized (MemoryStorage.this) {
                return inode.seen.length;
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            synchronized (MemoryStorage.this) {
                step(Step.TRUNCATE, name);
                inode.seen = Arrays.copyOf(inode.seen, (int) length);
                inode.dirty.clear((int) SegmentFormat.aligned(length, PAGE) / PAGE, Integer.MAX_VALUE);
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public String describe(String name) {
        return "memory/" + name;
    }

    @Override
    public void makeFolder() {}

    @Override
    public synchronized @Nullable Closeable lock() {
        if (isLocked) {
            return null;
        }
        isLocked = true;
        return () -> {
            synchronized (MemoryStorage.this) {
                isLocked = false;
            }
        };
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public synchronized StoredFile create(String name) throws IOException {
        step(Step.CREATE, name);
        Inode inode = new Inode();
        names.put(name, inode);
        folderChanged();
        return new MemoryFile(name, inode);
    }

    @Override
    public synchronized StoredFile open(String name) throws IOException {
        return new MemoryFile(name, find(name));
    }

    @Override
    public synchronized StoredFile openForWriting(String name) throws IOException {
        return new MemoryFile(name, find(name));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        step(Step.RENAME, from + " " + to);
        names.put(to, find(from));
        names.remove(from);
        folderChanged();
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        step(Step.DELETE, name);
        names.remove(name);
        folderChanged();
    }

    @Override
    public synchronized void forceFolder() throws IOException {
        step(Step.FORCE_FOLDER, "");
        folderStates.clear();
        folderStates.add(new TreeMap<>(names));
    }

    @Override
    public synchronized long usableBytes() {
        return Long.MAX_VALUE;
    }
}
