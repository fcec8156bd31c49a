package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.LogHeadStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the head of the log in one line of a small file, overwritten in place without waiting for the disk: it survives a killed
 * process, and after a power loss it may be older than the log, which is harmless.
 *
 * <p>The line also has the id of the machine's start (Linux's boot id) and whether the log's end is on the disk: always, if the
 * log is synced; else once it was closed in order. The first line of a process and that of an orderly end are synced.
 */
public final class FileLogHeadStore implements LogHeadStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileLogHeadStore.class);

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Position, hash, boot id (blank if not known), and whether the end is on the disk; earlier files have the first two only. */
    private static final Pattern LINE =
            Pattern.compile("(0\\d{19}):([0-9a-f]{64})(?::([0-9a-f-]{36}| {36}):([sv]))?\n");

    private static final int BYTES = 20 + 1 + 64 + 1 + 36 + 1 + 1 + 1;

    private static final char SAFE = 's';
    private static final char VOLATILE = 'v';

    private final Path file;
    private final boolean survivesPowerLoss;
    private final String bootId;
    private final ByteBuffer line = ByteBuffer.allocateDirect(BYTES);
    private @Nullable FileChannel channel;
    private EventLog.@Nullable Head kept;
    private boolean isBroken;

    /**
     * @param file is created with the first head
     * @param survivesPowerLoss whether every event of the log is on the disk before its head is kept
     */
    public FileLogHeadStore(Path file, boolean survivesPowerLoss) {
        this(file, survivesPowerLoss, bootId());
    }

    /** @param bootId identifies the machine's start, 36 hexadecimal digits and hyphens; empty if it is not known */
    FileLogHeadStore(Path file, boolean survivesPowerLoss, String bootId) {
        this.file = file;
        this.survivesPowerLoss = survivesPowerLoss;
        this.bootId = bootId;
    }

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            LOG.debug("This system does not tell when it was started.", e);
            return "";
        }
    }

    @Override
    public Optional<EventLog.Head> read() {
        return line().map(found -> new EventLog.Head(Long.parseLong(found.group(1)), found.group(2)));
    }

    @Override
    public boolean hasLostPower() {
        return line().filter(found -> String.valueOf(VOLATILE).equals(found.group(4)))
                .map(found -> found.group(3).strip())
                .filter(before -> !before.isEmpty() && !bootId.isEmpty() && !before.equals(bootId))
                .isPresent();
    }

    private Optional<Matcher> line() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Matcher found = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (found.matches()) {
                return Optional.of(found);
            }
            warn("The file {} does not hold the journal's last head, so an older journal may go unnoticed.", null);
        } catch (IOException e) {
            warn("The last head of the journal cannot be read from {}, so it cannot be compared.", e);
        }
        return Optional.empty();
    }

    @Override
    public void keep(EventLog.Head head) {
        if (head.hash().isEmpty()) {
            return;
        }
        try {
            boolean isFirst = kept == null;
            write(head, survivesPowerLoss ? SAFE : VOLATILE);
            if (isFirst) {
                opened().force(true);
            }
            kept = head;
            isBroken = false;
        } catch (IOException e) {
            warn("The head of the journal cannot be kept in {}; an older copy of it may go unnoticed.", e);
            closeFile();
        }
    }

    /** Warns once until the file can be written. */
    private void warn(String what, @Nullable IOException cause) {
        if (!isBroken) {
            LOG.warn(what, file, cause);
        }
        isBroken = true;
    }

    private void write(EventLog.Head head, char end) throws IOException {
        line.clear();
        line.put(String.format("%020d:%s:%-36s:%c\n", head.position(), head.hash(), bootId, end)
                .getBytes(StandardCharsets.ISO_8859_1));
        line.flip();
        opened().write(line, 0);
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            PrivateFiles.makeFile(file);
            open = FileChannel.open(file, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    @Override
    public void close() {
        EventLog.Head last = kept;
        kept = null;
        try {
            if (last != null) {
                write(last, SAFE);
                opened().force(true);
            }
        } catch (IOException e) {
            LOG.warn("The file {} does not say that the journal was closed in order.", file, e);
        }
        closeFile();
    }

    private void closeFile() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("The file of the journal's head could not be closed.", e);
            }
        }
    }
}
