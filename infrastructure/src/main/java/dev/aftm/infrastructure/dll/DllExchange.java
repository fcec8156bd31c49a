package dev.aftm.infrastructure.dll;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.aftm.domain.market.TradingDay;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.infrastructure.dll.ExchangeLibrary.NativeOrder;
import dev.aftm.infrastructure.dll.ExchangeLibrary.NativeOrderReply;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.NoteLimit;
import dev.aftm.interactor.port.OrderEntry;
import java.lang.ref.Cleaner;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;

/**
 * An exchange behind a native library that implements {@code exchange_dll.h}: session and order entry so far.
 *
 * <p>Used by the one thread that owns the library.
 */
public final class DllExchange implements ExchangeSession, OrderEntry, AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final Charset CHARSET = StandardCharsets.UTF_8;

    /** Our tag and the blank behind it. */
    private static final int TAG_BYTES = 24;

    private static final int PRICE_DECIMALS = 4;

    private final Clock clock;
    private final ExchangeLibrary library;
    private final Pointer session;
    private final Cleaner.Cleanable handle;
    private final int noteBytes;
    private State state = State.LOGGED_OUT;

    /**
     * Loads the library, checks that it is what this adapter was built for, and opens a session.
     *
     * @throws LibraryException it cannot be loaded or does not fit; the message says what to do
     */
    public DllExchange(Path path, Clock clock) {
        this.clock = clock;
        library = load(path);
        noteBytes = library.exchange_note_bytes();
        PointerByReference out = new PointerByReference();
        if (library.exchange_open(out) != ExchangeLibrary.OK) {
            throw new LibraryException("The exchange library " + path + " could not open a session.");
        }
        session = out.getValue();
        ExchangeLibrary opened = library;
        Pointer toClose = session;
        handle = CLEANER.register(this, () -> opened.exchange_close(toClose));
    }

    private static ExchangeLibrary load(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new LibraryException("There is no exchange library at " + path + ".");
        }
        try {
            ExchangeLibrary library = Native.load(path.toAbsolutePath().toString(), ExchangeLibrary.class);
            require(path, "interface version", ExchangeLibrary.ABI_VERSION, library.exchange_abi_version());
            require(path, "size of an order", new NativeOrder().size(), library.exchange_sizeof_order());
            require(path, "size of a reply", new NativeOrderReply().size(), library.exchange_sizeof_order_reply());
            return library;
        } catch (UnsatisfiedLinkError e) {
            throw new LibraryException("The exchange library " + path + " cannot be loaded into this "
                    + System.getProperty("os.arch") + " Java: it is not a library for this machine, or something that"
                    + " it needs is missing.");
        }
    }

    private static void require(Path path, String what, int expected, int found) {
        if (expected != found) {
            throw new LibraryException("The exchange library " + path + " does not fit this version of AFTM: its "
                    + what + " is " + found + ", " + expected + " is needed.");
        }
    }

    @Override
    public void login() {
        int result = library.exchange_login(session, text("simulator", ExchangeLibrary.CODE_BYTES), new byte[0], 0);
        if (result != ExchangeLibrary.OK) {
            throw new LoginRefusedException("The exchange library refused the login (code " + result + ").");
        }
        state = State.LOGGED_IN;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LocalDate tradingDay() {
        // The interface does not tell the exchange's time yet; the wall clock's day is the same in a live session.
        return TradingDay.of(clock.now());
    }

    @Override
    public Set<String> accounts() {
        return Set.of();
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(noteBytes - TAG_BYTES, CHARSET);
    }

    @Override
    public Answer send(TaggedOrder tagged) {
        NativeOrderReply reply = new NativeOrderReply();
        int result = library.exchange_send_order(session, nativeOrder(tagged), reply);
        return switch (result) {
            case ExchangeLibrary.OK ->
                reply.accepted == 1
                        ? new Answer.Accepted(text(reply.orderSerial))
                        : new Answer.Refused(text(reply.code), text(reply.text));
            case ExchangeLibrary.E_NOT_LOGGED_IN -> new Answer.NotSent("The exchange library is not logged in.");
            case ExchangeLibrary.E_ARGUMENT -> new Answer.NotSent("The exchange library cannot take such an order.");
            default -> throw new IllegalStateException("The exchange library failed with code " + result + ".");
        };
    }

    private static NativeOrder nativeOrder(TaggedOrder tagged) {
        OrderIntent order = tagged.order();
        NativeOrder result = new NativeOrder();
        result.account = text(tagged.account(), ExchangeLibrary.CODE_BYTES);
        result.itemCode = text(order.itemCode(), ExchangeLibrary.CODE_BYTES);
        result.note = text(tagged.tag() + " " + order.note(), ExchangeLibrary.NOTE_BYTES);
        result.price = order.price().movePointRight(PRICE_DECIMALS).longValueExact();
        result.side = switch (order.side()) {
            case BUY -> 1;
            case SELL -> 2;
        };
        result.type = switch (order.type()) {
            case LIMIT -> 1;
            case MARKET -> 2;
            case RANGE_MARKET -> 3;
        };
        result.quantity = order.quantity();
        result.timeInForce = switch (order.timeInForce()) {
            case ROD -> 1;
            case IOC -> 2;
            case FOK -> 3;
        };
        result.openClose = switch (order.openClose()) {
            case OPEN -> 1;
            case CLOSE -> 2;
            case AUTO -> 3;
        };
        result.dayTrade = order.dayTrade() ? 1 : 0;
        return result;
    }

    /** A text as a field of fixed length; what does not fit, its final NUL included, is refused rather than cut. */
    private static byte[] text(String text, int bytes) {
        byte[] encoded = text.getBytes(CHARSET);
        if (encoded.length >= bytes) {
            throw new IllegalArgumentException("A text is too long for the exchange library.");
        }
        byte[] field = new byte[bytes];
        System.arraycopy(encoded, 0, field, 0, encoded.length);
        return field;
    }

    private static String text(byte[] field) {
        int length = 0;
        while (length < field.length && field[length] != 0) {
            length++;
        }
        return new String(field, 0, length, CHARSET);
    }

    @Override
    public void close() {
        state = State.LOGGED_OUT;
        handle.clean();
    }

    /** The library cannot be used; the message is one sentence that says what to do. */
    public static final class LibraryException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LibraryException(String message) {
            super(message);
        }
    }
}
