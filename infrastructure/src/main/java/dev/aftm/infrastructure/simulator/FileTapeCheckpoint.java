package dev.aftm.infrastructure.simulator;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.market.Tape.TapeException;
import dev.aftm.interactor.port.market.TapeCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Stores a replay's checkpoint in two files beside the ledger: a description of the tape, and the position, which is
 * overwritten in place at every tick (one small write, which survives a kill of the process). Damaged files are refused: a
 * replay that begins again sends its orders again. For one thread.
 */
public final class FileTapeCheckpoint implements TapeCheckpoint {

    /** The position, the number of signals, and a checksum. */
    private static final int NUMBER_BYTES = 3 * Long.BYTES;

    /** Earlier versions wrote no checksum. */
    private static final int EARLIER_BYTES = 2 * Long.BYTES;

    /** Makes the checksum of zeros another number than zero: a file of zeros is what a disk without power leaves. */
    private static final long SALT = 0x6166746D_7461706EL;

    private static final long FACTOR = 1_000_003;

    private static final String FINISHED_IN = "finished_in_run";

    private final Path description;
    private final Path counter;
    private Properties properties = new Properties();
    private String run = "";
    private @Nullable FileChannel channel;

    /**
     * Creates the checkpoint; {@link #open} opens its files.
     *
     * @param ledger the exchange's ledger, beside which the checkpoint is stored
     */
    public FileTapeCheckpoint(Path ledger) {
        description = ledger.resolveSibling(ledger.getFileName() + ".tape");
        counter = ledger.resolveSibling(ledger.getFileName() + ".position");
    }

    @Override
    public Mark open(String tapeId, String runId, Mark fresh) {
        try {
            Mark mark = keptMark(tapeId, runId);
            if (mark == null) {
                mark = fresh;
                write(tapeId, fresh);
            }
            channel = FileChannel.open(counter, StandardOpenOption.WRITE);
            run = runId;
            return mark;
        } catch (IOException e) {
            throw new TapeException("The replay's position cannot be stored in " + counter
                    + "; check the folder's permissions and the free disk space.");
        }
    }

    private @Nullable Mark keptMark(String tapeId, String runId) throws IOException {
        if (PrivateFiles.isMissing(description)) {
            return null;
        }
        Properties kept = new Properties();
        try (var reader = Files.newBufferedReader(description, StandardCharsets.UTF_8)) {
            kept.load(reader);
            if (!value(kept, "tape").equals(tapeId)
                    || !kept.getProperty(FINISHED_IN, runId).equals(runId)) {
                return null;
            }
            ByteBuffer position = keptPosition();
            properties = kept;
            return new Mark(
                    value(kept, "feed"),
                    position.getLong(),
                    position.getLong(),
                    Long.parseLong(value(kept, "orders_before")),
                    Long.parseLong(value(kept, "fills_before")),
                    new BigDecimal(value(kept, "realized_before")));
        } catch (IllegalArgumentException damaged) {
            throw new TapeException("The replay's position in " + description + " and " + counter
                    + " is damaged; remove both files to begin the replay again, which sends its orders again.");
        }
    }

    private static String value(Properties kept, String key) {
        String value = kept.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private ByteBuffer keptPosition() throws IOException {
        if (PrivateFiles.isMissing(counter)) {
            throw new IllegalArgumentException("the position is missing");
        }
        ByteBuffer kept = ByteBuffer.wrap(Files.readAllBytes(counter));
        boolean isEarlier = kept.limit() == EARLIER_BYTES;
        boolean isSound =
                kept.limit() == NUMBER_BYTES && kept.equals(number(kept.getLong(0), kept.getLong(Long.BYTES)));
        if (!(isEarlier || isSound) || kept.getLong(0) < 0) {
            throw new IllegalArgumentException("the position is damaged");
        }
        return kept;
    }

    private static ByteBuffer number(long position, long signals) {
        ByteBuffer number = ByteBuffer.allocate(NUMBER_BYTES);
        return number.putLong(position)
                .putLong(signals)
                .putLong((position * FACTOR + signals) ^ SALT)
                .flip();
    }

    /** Without a description there is no mark, so that it is removed first, and written last. */
    private void write(String tapeId, Mark mark) throws IOException {
        Files.deleteIfExists(description);
        PrivateFiles.replaceFile(
                counter, number(mark.position(), mark.signals()).array());
        Properties kept = properties;
        kept.clear();
        kept.setProperty("tape", tapeId);
        kept.setProperty("feed", mark.feedId());
        kept.setProperty("orders_before", Long.toString(mark.ordersBefore()));
        kept.setProperty("fills_before", Long.toString(mark.fillsBefore()));
        kept.setProperty("realized_before", mark.realizedBefore().toPlainString());
        store(kept);
    }

    private void store(Properties kept) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        kept.store(text, "The market data that the paper exchange replays; needed to continue after a restart.");
        PrivateFiles.replaceFile(description, text.toByteArray());
    }

    @Override
    public void advance(long position, long signals) {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("The checkpoint is not open.");
        }
        try {
            ByteBuffer number = number(position, signals);
            if (open.write(number, 0) < NUMBER_BYTES) {
                throw new IOException("The position was written in part only.");
            }
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    @Override
    public void finished() {
        try {
            properties.setProperty(FINISHED_IN, run);
            store(properties);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private UncheckedIOException notStored(IOException e) {
        return new UncheckedIOException(
                "The replay's position cannot be stored in " + counter
                        + "; check the folder's permissions and the free disk space.",
                e);
    }

    @Override
    public void close() {
        try {
            FileChannel open = channel;
            if (open != null) {
                open.close();
                channel = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
