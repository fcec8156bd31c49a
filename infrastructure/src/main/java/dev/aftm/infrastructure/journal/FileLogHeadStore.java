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
 */
public final class FileLogHeadStore implements LogHeadStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileLogHeadStore.class);

    private static final Pattern LINE = Pattern.compile("(0\\d{19}):([0-9a-f]{64})\n");

    private static final int BYTES = 20 + 1 + 64 + 1;

    private final Path file;
    private final ByteBuffer line = ByteBuffer.allocateDirect(BYTES);
    private @Nullable FileChannel channel;
    private boolean isBroken;

    /** @param file is created with the first head */
    public FileLogHeadStore(Path file) {
        this.file = file;
    }

    @Override
    public Optional<EventLog.Head> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Matcher found = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (found.matches()) {
                return Optional.of(new EventLog.Head(Long.parseLong(found.group(1)), found.group(2)));
            }
            LOG.warn("The file {} does not hold the journal's last head, so an older journal may go unnoticed.", file);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The last head of the journal cannot be read from {}, so it cannot be compared.", file, e);
            return Optional.empty();
        }
    }

    @Override
    public void keep(EventLog.Head head) {
        if (head.hash().isEmpty()) {
            return;
        }
        try {
            FileChannel out = opened();
            line.clear();
            line.put(String.format("%020d:%s%n", head.position(), head.hash())
                    .replace(System.lineSeparator(), "\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            line.flip();
            out.write(line, 0);
            isBroken = false;
        } catch (IOException e) {
            if (!isBroken) {
                LOG.warn(
                        "The head of the journal cannot be kept in {}; an older copy of it may go unnoticed.", file, e);
            }
            isBroken = true;
            close();
        }
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
