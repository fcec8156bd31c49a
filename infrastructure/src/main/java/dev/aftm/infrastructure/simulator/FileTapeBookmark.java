package dev.aftm.infrastructure.simulator;

import dev.aftm.interactor.port.TapeBookmark;
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
 * A tape's bookmark in two files beside the ledger: what is being played, and a number that is overwritten in place at
 * every tick (one small write, which survives the process being killed).
 */
public final class FileTapeBookmark implements TapeBookmark {

    private final Path description;
    private final Path counter;
    private @Nullable FileChannel channel;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** @param ledger the exchange's ledger, beside which the bookmark is kept */
    public FileTapeBookmark(Path ledger) {
        description = ledger.resolveSibling(ledger.getFileName() + ".tape");
        counter = ledger.resolveSibling(ledger.getFileName() + ".position");
    }

    @Override
    public Mark open(String tapeId, Mark fresh) {
        try {
            Mark mark = keptMark(tapeId);
            if (mark == null) {
                mark = fresh;
                write(tapeId, fresh);
            }
            FileChannel opened = FileChannel.open(
                    counter, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = opened;
            advance(mark.position());
            return mark;
        } catch (IOException e) {
            throw new UncheckedIOException("The tape's position cannot be kept beside the ledger.", e);
        }
    }

    private @Nullable Mark keptMark(String tapeId) throws IOException {
        if (!Files.exists(description) || !Files.exists(counter)) {
            return null;
        }
        Properties kept = new Properties();
        try (var reader = Files.newBufferedReader(description, StandardCharsets.UTF_8)) {
            kept.load(reader);
        } catch (IllegalArgumentException e) {
            return null;
        }
        byte[] position = Files.readAllBytes(counter);
        if (!tapeId.equals(kept.getProperty("tape")) || position.length != Long.BYTES) {
            return null;
        }
        try {
            return new Mark(
                    kept.getProperty("feed", ""),
                    ByteBuffer.wrap(position).getLong(),
                    Long.parseLong(kept.getProperty("orders_before", "")),
                    Long.parseLong(kept.getProperty("fills_before", "")),
                    new BigDecimal(kept.getProperty("realized_before", "")));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void write(String tapeId, Mark mark) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("tape", tapeId);
        kept.setProperty("feed", mark.feedId());
        kept.setProperty("orders_before", Long.toString(mark.ordersBefore()));
        kept.setProperty("fills_before", Long.toString(mark.fillsBefore()));
        kept.setProperty("realized_before", mark.realizedBefore().toPlainString());
        Files.deleteIfExists(counter);
        Path draft = description.resolveSibling(description.getFileName() + ".new");
        try (var writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            kept.store(writer, "What the paper exchange is playing; kept so that it can go on after a restart.");
        }
        Files.move(draft, description, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void advance(long position) {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("The bookmark is not open.");
        }
        try {
            number.clear();
            number.putLong(position).flip();
            var unused = open.write(number, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The tape's position cannot be kept beside the ledger.", e);
        }
    }

    @Override
    public void finished() {
        try {
            Files.deleteIfExists(description);
        } catch (IOException e) {
            throw new UncheckedIOException("The tape's position cannot be kept beside the ledger.", e);
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
