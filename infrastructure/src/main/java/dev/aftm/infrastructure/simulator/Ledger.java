package dev.aftm.infrastructure.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The paper exchange's own record, in JSON lines: every order that it received, and what became of it. A line is passed to the
 * operating system before the exchange answers, so that it survives a crash of the process. Only the exchange reads and writes
 * it. For one thread.
 */
final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final FileChannel channel;

    /** The end of the last complete line. */
    private long good;

    private Ledger(FileChannel channel, long good) {
        this.channel = channel;
        this.good = good;
    }

    /** The opened ledger and the lines that were in it. */
    record Opened(Ledger ledger, List<Kept> lines) {}

    /**
     * A line that was read from the ledger.
     *
     * @param intent the order of a line of kind {@code order}; null for any other kind
     */
    record Kept(LedgerLine line, @Nullable NewOrder intent) {}

    /**
     * Opens the ledger, or creates one. An incomplete last line, left by a process that was killed while writing, is removed.
     *
     * @throws LedgerException the ledger is damaged, or in use by another process
     */
    static Opened open(Path file) {
        try {
            boolean isNew = !Files.exists(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (isNew) {
                PrivateFiles.closeFile(file);
            }
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(file);
            }
            try {
                List<Kept> lines = read(file, channel);
                channel.position(channel.size());
                return new Opened(new Ledger(channel, channel.size()), lines);
            } catch (LedgerException e) {
                channel.close();
                throw e;
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(file);
        } catch (IOException e) {
            throw new LedgerException("The exchange's ledger " + file + " cannot be opened: " + e.getMessage() + ".");
        }
    }

    private static LedgerException inUse(Path file) {
        return new LedgerException("The exchange's ledger " + file
                + " is in use by another process; stop that process, or choose another DATA_DIR.");
    }

    private static List<Kept> read(Path file, FileChannel channel) throws IOException {
        // Read through the channel that holds the lock: closing any other channel of this file would release the lock.
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (content.hasRemaining() && channel.read(content) >= 0) {
            // Read until everything is there.
        }
        byte[] bytes = content.array();
        int complete = bytes.length;
        while (complete > 0 && bytes[complete - 1] != '\n') {
            complete--;
        }
        if (complete < bytes.length) {
            LOG.warn("The last line of {} was incomplete and was removed.", file);
            channel.truncate(complete);
        }
        int[] ends = IntStream.range(0, complete).filter(i -> bytes[i] == '\n').toArray();
        // Reading a long ledger takes most of the time of a restart, so its lines are parsed on all cores.
        return IntStream.range(0, ends.length)
                .parallel()
                .mapToObj(line -> parse(file, bytes, line == 0 ? 0 : ends[line - 1] + 1, ends[line], line + 1))
                .toList();
    }

    private static Kept parse(Path file, byte[] bytes, int start, int end, int number) {
        try (JsonParser parser = MAPPER.createParser(bytes, start, end - start)) {
            LedgerLine line = LedgerLineReader.read(parser);
            return new Kept(line, line.kind().equals(LedgerLine.ORDER) ? line.intent() : null);
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.debug("A line of the ledger cannot be read.", e);
            throw LedgerException.damaged(file, number);
        }
    }

    void append(LedgerLine line) {
        ByteBuffer bytes = ByteBuffer.wrap((MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            if (channel.size() > good) {
                // Part of an earlier line that could not be removed then.
                channel.truncate(good);
            }
            channel.position(good);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            good = channel.position();
        } catch (IOException e) {
            throw takenBack(e);
        }
    }

    /** Removes a partly written line, which would otherwise be joined to the next one. */
    private UncheckedIOException takenBack(IOException failure) {
        try {
            channel.truncate(good);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return new UncheckedIOException(
                "The exchange's ledger cannot be written; check its permissions and the free disk space.", failure);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The ledger could not be closed.", e);
        }
    }
}
