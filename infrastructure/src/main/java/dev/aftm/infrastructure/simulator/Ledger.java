package dev.aftm.infrastructure.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
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
 * The exchange's own record, in JSON lines: every order that it received, and what it did with it. A line is handed to
 * the operating system before the exchange answers, so that it outlives the process. Nothing but the exchange reads or
 * writes it. Used by one thread.
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

    /**
     * One line. Which fields it has depends on its kind; those of an order are written as clients spell them.
     *
     * @param kind {@code order}, {@code cancel} or {@code fill}
     * @param seq counts the lines of this kind: 1, 2, 3, …
     * @param receivedAt by the wall clock, in milliseconds since 1970
     * @param exchangeTime by the market's own clock, in milliseconds since 1970
     * @param orderSeq of a cancel or fill: the order's {@code seq}
     * @param refusal of a refused order's cancel: the exchange's code
     */
    record Line(
            String kind,
            long seq,
            long receivedAt,
            @Nullable Long exchangeTime,
            @Nullable Long orderSeq,
            @Nullable String tag,
            @Nullable String note,
            @Nullable String account,
            @Nullable String itemCode,
            @Nullable String side,
            @Nullable String orderType,
            @Nullable BigDecimal price,
            @Nullable Integer quantity,
            @Nullable String timeInForce,
            @Nullable String openClose,
            @Nullable Boolean dayTrade,
            @Nullable String refusal) {

        static final String ORDER = "order";
        static final String CANCEL = "cancel";
        static final String FILL = "fill";

        static Line order(long seq, long receivedAt, long exchangeTime, String tag, String account, OrderIntent order) {
            return new Line(
                    ORDER,
                    seq,
                    receivedAt,
                    exchangeTime,
                    null,
                    tag,
                    order.note(),
                    account,
                    order.itemCode(),
                    lower(order.side()),
                    lower(order.type()),
                    order.price(),
                    order.quantity(),
                    lower(order.timeInForce()),
                    lower(order.openClose()),
                    order.dayTrade(),
                    null);
        }

        static Line cancel(long seq, long receivedAt, long exchangeTime, long orderSeq, @Nullable String refusal) {
            return new Line(
                    CANCEL,
                    seq,
                    receivedAt,
                    exchangeTime,
                    orderSeq,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    refusal);
        }

        static Line fill(
                long seq,
                long receivedAt,
                long exchangeTime,
                long orderSeq,
                String account,
                OrderIntent order,
                BigDecimal price) {
            return new Line(
                    FILL,
                    seq,
                    receivedAt,
                    exchangeTime,
                    orderSeq,
                    null,
                    null,
                    account,
                    order.itemCode(),
                    lower(order.side()),
                    null,
                    price,
                    order.quantity(),
                    null,
                    null,
                    null,
                    null);
        }

        /** The order of an order line. */
        OrderIntent intent() {
            return new OrderIntent(
                    required(itemCode),
                    Side.valueOf(upper(side)),
                    OrderType.valueOf(upper(orderType)),
                    required(price),
                    required(quantity),
                    OpenClose.valueOf(upper(openClose)),
                    required(dayTrade),
                    TimeInForce.valueOf(upper(timeInForce)),
                    required(note));
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        private static String upper(@Nullable String text) {
            return required(text).toUpperCase(Locale.ROOT);
        }

        static <T> T required(@Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException("A field is missing.");
            }
            return value;
        }
    }

    private final FileChannel channel;

    /** Where the last whole line ends. */
    private long good;

    private Ledger(FileChannel channel, long good) {
        this.channel = channel;
        this.good = good;
    }

    /** The ledger and what it held when it was opened. */
    record Opened(Ledger ledger, List<Kept> lines) {}

    /**
     * A line that the ledger held.
     *
     * @param intent of an order's line; null of any other
     */
    record Kept(Line line, @Nullable OrderIntent intent) {}

    /**
     * Opens the ledger, or makes a new one. A torn last line, the trace of a process that was killed while writing, is
     * cut off.
     *
     * @throws LedgerException it is damaged, or another exchange has it open
     */
    static Opened open(Path file) {
        try {
            boolean isNew = !Files.exists(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (isNew) {
                ownerOnly(file);
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
                + " is in use by another process; stop that one, or choose another DATA_DIR.");
    }

    /** Closes a new file to everybody but its owner. */
    static void ownerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static List<Kept> read(Path file, FileChannel channel) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int complete = bytes.length;
        while (complete > 0 && bytes[complete - 1] != '\n') {
            complete--;
        }
        if (complete < bytes.length) {
            LOG.warn("The last line of {} was torn and has been cut off.", file);
            channel.truncate(complete);
        }
        int[] ends = IntStream.range(0, complete).filter(i -> bytes[i] == '\n').toArray();
        // A long ledger is most of what a restart waits for, so its lines are read on all cores.
        return IntStream.range(0, ends.length)
                .parallel()
                .mapToObj(line -> parse(file, bytes, line == 0 ? 0 : ends[line - 1] + 1, ends[line], line + 1))
                .toList();
    }

    private static Kept parse(Path file, byte[] bytes, int start, int end, int number) {
        try (JsonParser parser = MAPPER.createParser(bytes, start, end - start)) {
            Line line = LineReader.read(parser);
            return new Kept(line, line.kind().equals(Line.ORDER) ? line.intent() : null);
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.debug("A line of the ledger cannot be read.", e);
            throw LedgerException.damaged(file, number);
        }
    }

    void append(Line line) {
        ByteBuffer bytes = ByteBuffer.wrap((MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            good = channel.position();
        } catch (IOException e) {
            throw takenBack(e);
        }
    }

    /** What was written by half must not be glued to the next line. */
    private UncheckedIOException takenBack(IOException failure) {
        try {
            channel.truncate(good);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return new UncheckedIOException("The exchange's ledger cannot be written.", failure);
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
