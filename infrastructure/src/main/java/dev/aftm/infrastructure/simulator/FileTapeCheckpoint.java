package dev.aftm.infrastructure.simulator;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.market.TapeCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Stores a replay's checkpoint in two files beside the ledger: a description of the tape, and the position, which is
 * overwritten in place at every tick (one small write, which survives a kill of the process). For one thread.
 */
public final class FileTapeCheckpoint implements TapeCheckpoint {

    /** The position and the number of signals. */
    private static final int NUMBER_BYTES = 2 * Long.BYTES;

    private static final String FINISHED_IN = "finished_in_run";

    private final Path description;
    private final Path counter;
    private Properties properties = new Properties();
    private String run = "";
    private @Nullable FileChannel channel;
    private final ByteBuffer number = ByteBuffer.allocate(NUMBER_BYTES);

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
            FileChannel opened = FileChannel.open(
                    counter, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            PrivateFiles.closeFile(counter);
            channel = opened;
            advance(mark.position(), mark.signals());
            run = runId;
            return mark;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The replay's position cannot be stored beside the ledger; check the folder's permissions.", e);
        }
    }

    private @Nullable Mark keptMark(String tapeId, String runId) throws IOException {
        if (!Files.exists(description) || !Files.exists(counter)) {
            return null;
        }
        Properties kept = new Properties();
        try (var reader = Files.newBufferedReader(description, StandardCharsets.UTF_8)) {
            kept.load(reader);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
        byte[] position = Files.readAllBytes(counter);
        if (!tapeId.equals(kept.getProperty("tape")) || position.length != NUMBER_BYTES) {
            return null;
        }
        if (!kept.getProperty(FINISHED_IN, runId).equals(runId)) {
            return null;
        }
        try {
            properties = kept;
            return new Mark(
                    kept.getProperty("feed", ""),
                    ByteBuffer.wrap(position).getLong(),
                    ByteBuffer.wrap(position).getLong(Long.BYTES),
                    Long.parseLong(kept.getProperty("orders_before", "")),
                    Long.parseLong(kept.getProperty("fills_before", "")),
                    new BigDecimal(kept.getProperty("realized_before", "")));
        } catch (NumberFormatException damaged) {
            return null;
        }
    }

    private void write(String tapeId, Mark mark) throws IOException {
        Properties kept = properties;
        kept.clear();
        kept.setProperty("tape", tapeId);
        kept.setProperty("feed", mark.feedId());
        kept.setProperty("orders_before", Long.toString(mark.ordersBefore()));
        kept.setProperty("fills_before", Long.toString(mark.fillsBefore()));
        kept.setProperty("realized_before", mark.realizedBefore().toPlainString());
        Files.deleteIfExists(counter);
        store(kept);
    }

    private void store(Properties kept) throws IOException {
        Path draft = description.resolveSibling(description.getFileName() + ".new");
        try (var writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            kept.store(writer, "The market data that the paper exchange replays; needed to continue after a restart.");
        }
        PrivateFiles.closeFile(draft);
        Files.move(draft, description, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void advance(long position, long signals) {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("The checkpoint is not open.");
        }
        try {
            number.clear();
            number.putLong(position).putLong(signals).flip();
            var unused = open.write(number, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The replay's position cannot be stored beside the ledger; check the folder's permissions.", e);
        }
    }

    @Override
    public void finished() {
        try {
            properties.setProperty(FINISHED_IN, run);
            store(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The replay's position cannot be stored beside the ledger; check the folder's permissions.", e);
        }
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
