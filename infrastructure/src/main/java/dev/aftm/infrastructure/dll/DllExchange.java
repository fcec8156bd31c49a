package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.TradingDay;
import dev.aftm.domain.position.FillKind;
import dev.aftm.infrastructure.dll.CallbackQueue.Arrival;
import dev.aftm.infrastructure.secret.Secret;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.market.SimulatedMarket;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange behind a native library that implements {@code exchange_dll.h}.
 *
 * <p>For the execution thread; only the wake-up of {@link #onArrival} runs on the library's threads. No method waits for an
 * event. At most one instance can be open in a process.
 */
public final class DllExchange implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(DllExchange.class);

    private final Clock clock;
    private final DllSettings settings;
    private final LibraryHandle handle;
    private final Pointer session;
    private final CallbackQueue callbacks = new CallbackQueue();
    private final PendingAnswers pending = new PendingAnswers();
    private final LibraryDescription description;
    private final RecordCodec codec;
    private final LibrarySimulatedMarket market;
    private final LibraryListReader lists;
    private final LibraryOrders orders;
    private State state = State.LOGGED_OUT;
    private Set<String> accounts = Set.of();
    private @Nullable String refusal;

    /**
     * Loads the library, checks that it has the interface this adapter was built for, and opens a session, which is logged out.
     *
     * @throws LibraryException the library cannot be loaded or opened, or has another interface; the message says why
     */
    public DllExchange(DllSettings settings, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        LibraryLoader.load(settings.library());
        handle = LibraryHandle.open(this, settings, callbacks);
        session = handle.session();
        try {
            description = LibraryDescription.read(session, settings.library());
        } catch (LibraryException e) {
            handle.close();
            throw e;
        }
        codec = new RecordCodec(description);
        orders = new LibraryOrders(handle, codec, description);
        market = new LibrarySimulatedMarket(handle, codec);
        lists = new LibraryListReader(handle);
        LOG.info("The exchange library is {}.", description);
    }

    /** Whether the library states that its orders never reach a real market. */
    public boolean isSimulated() {
        return description.can(ExchangeLibrary.CAN_BE_FED);
    }

    @Override
    public void login() {
        state = State.LOGGING_IN;
        refusal = null;
        Secret password;
        try {
            password = settings.password().get();
        } catch (RuntimeException e) {
            // Do not try a login that cannot succeed: a broker may lock the account after failed attempts.
            state = State.LOGGED_OUT;
            refusal = e.getMessage();
            return;
        }
        int result;
        try (password) {
            result = password.use(this::loginWith);
        }
        if (result != ExchangeLibrary.OK) {
            state = State.LOGGED_OUT;
            refusal = "The exchange library could not start the login (code " + result + ").";
        }
    }

    private int loginWith(byte[] bytes) {
        try (Memory copy = new Memory(Math.max(1, bytes.length))) {
            copy.write(0, bytes, 0, bytes.length);
            try {
                return handle.call(() -> ExchangeLibrary.exchange_login(
                        session, NativeText.argument(settings.user()), copy, bytes.length));
            } finally {
                copy.clear();
            }
        }
    }

    @Override
    public void logout() {
        requireDone(handle.call(() -> ExchangeLibrary.exchange_logout(session)));
    }

    @Override
    public Optional<String> loginRefusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public State state() {
        return state;
    }

    /** The exchange's trading day; taken from the wall clock if the library does not report one. */
    @Override
    public LocalDate tradingDay() {
        int day = handle.isClosed() ? 0 : handle.call(() -> ExchangeLibrary.exchange_trading_day(session));
        return day > 0 ? RecordCodec.day(day) : TradingDay.of(clock.now());
    }

    @Override
    public Set<String> accounts() {
        return accounts;
    }

    @Override
    public Collection<Instrument> instruments() {
        return lists.read(
                "instruments",
                Layouts.Instrument.LAYOUT.size(),
                (out, capacity) -> ExchangeLibrary.exchange_instruments(session, out, capacity),
                codec::instrument);
    }

    private Set<String> readAccounts() {
        return Set.copyOf(lists.read(
                "accounts",
                Layouts.CODE_BYTES,
                (out, capacity) -> ExchangeLibrary.exchange_accounts(session, out, capacity),
                entry -> description.text().read(entry, 0, Layouts.CODE_BYTES)));
    }

    @Override
    public NoteLimit noteLimit() {
        return description.noteLimit();
    }

    @Override
    public int tagLength() {
        return description.tagLength();
    }

    @Override
    public OrderAck send(TaggedOrder tagged) {
        return orders.send(tagged);
    }

    @Override
    public OrderAck cancel(String account, String orderSerial) {
        return orders.cancel(account, orderSerial);
    }

    @Override
    public OrderAck replace(
            String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        return orders.replace(account, orderSerial, price, quantity);
    }

    @Override
    public CompletableFuture<OrderMassStatus> find(Collection<String> tags) {
        return description.carriesTags()
                ? find(tags, description.can(ExchangeLibrary.CAN_FIND_BY_TAG))
                : find(List.of(), description.can(ExchangeLibrary.CAN_LIST_ORDERS));
    }

    @Override
    public CompletableFuture<OrderMassStatus> list() {
        return find(List.of(), description.carriesTags() && description.can(ExchangeLibrary.CAN_LIST_ORDERS));
    }

    private CompletableFuture<OrderMassStatus> find(Collection<String> tags, boolean isAble) {
        if (!isAble) {
            return CompletableFuture.completedFuture(new OrderMassStatus(List.of(), false, LocalDate.MAX));
        }
        boolean tellsAbsence = description.can(ExchangeLibrary.CAN_TELL_ABSENCE);
        return pending.ask(request -> {
                    try (Memory asked = tagArray(tags)) {
                        return handle.call(
                                () -> ExchangeLibrary.exchange_find_orders(session, request, asked, tags.size()));
                    }
                })
                .thenApply(answer -> new OrderMassStatus(
                        answer.records().stream().map(codec::orderStatusReport).toList(),
                        answer.complete() && tellsAbsence,
                        answer.coversFrom() == 0 ? LocalDate.MIN : RecordCodec.day(answer.coversFrom())));
    }

    private Memory tagArray(Collection<String> tags) {
        Memory array = new Memory(Math.max(1L, (long) tags.size() * Layouts.CODE_BYTES));
        array.clear();
        int offset = 0;
        for (String tag : tags) {
            description.text().write(array, offset, Layouts.CODE_BYTES, tag);
            offset += Layouts.CODE_BYTES;
        }
        return array;
    }

    @Override
    public CompletableFuture<Integer> resendFills() {
        return pending.ask(request -> handle.call(() -> ExchangeLibrary.exchange_query_fills(session, request)))
                .thenApply(answer -> answer.records().size());
    }

    @Override
    public CompletableFuture<List<PositionInfo>> openPositions() {
        return pending.ask(request -> handle.call(() -> ExchangeLibrary.exchange_query_positions(session, request)))
                .thenApply(
                        answer -> answer.records().stream().map(codec::position).toList());
    }

    @Override
    public CompletableFuture<AccountInfo> margin(String account) {
        return pending.ask(request -> handle.call(
                        () -> ExchangeLibrary.exchange_query_margin(session, request, NativeText.argument(account))))
                .thenApply(answer -> codec.margin(answer.records().get(0)));
    }

    @Override
    public void onArrival(Runnable wake) {
        callbacks.onArrival(wake);
    }

    @Override
    public void deliver(Consumer<ExchangeEvent> listener) {
        for (Arrival arrival = callbacks.poll(); arrival != null; arrival = callbacks.poll()) {
            try {
                take(arrival, listener);
            } catch (IllegalArgumentException e) {
                LOG.error("A report of the exchange library is invalid and was ignored.", e);
            }
        }
        long dropped = callbacks.takeDroppedTicks();
        if (dropped > 0) {
            LOG.warn("{} ticks were dropped because they arrived faster than they could be processed.", dropped);
        }
    }

    private void take(Arrival arrival, Consumer<ExchangeEvent> listener) {
        ByteBuffer entry = arrival.entry();
        long request = arrival.request();
        switch (arrival.kind()) {
            case ExchangeLibrary.EVENT_SESSION -> {
                takeSession(entry);
                listener.accept(new ExchangeEvent.SessionChanged());
            }
            case ExchangeLibrary.EVENT_ORDER -> listener.accept(codec.orderReport(entry));
            case ExchangeLibrary.EVENT_FILL -> listener.accept(codec.fillReport(FillKind.FILLED, entry));
            case ExchangeLibrary.EVENT_FILL_CORRECTED -> listener.accept(codec.fillReport(FillKind.CORRECTED, entry));
            case ExchangeLibrary.EVENT_FILL_BUSTED -> listener.accept(codec.fillReport(FillKind.BUSTED, entry));
            case ExchangeLibrary.EVENT_REPLACED -> listener.accept(codec.replaced(entry));
            case ExchangeLibrary.EVENT_TICK -> listener.accept(new ExchangeEvent.MarketTick(codec.tick(entry)));
            case ExchangeLibrary.EVENT_FOUND_FILL -> {
                listener.accept(codec.fillReport(FillKind.FILLED, entry));
                pending.onRecord(request, entry);
            }
            case ExchangeLibrary.EVENT_FOUND_ORDER -> {
                listener.accept(codec.orderReport(entry));
                pending.onRecord(request, entry);
            }
            case ExchangeLibrary.EVENT_FOUND_POSITION, ExchangeLibrary.EVENT_FOUND_MARGIN ->
                pending.onRecord(request, entry);
            case ExchangeLibrary.EVENT_ANSWERED -> pending.onEnd(request, entry);
            case ExchangeLibrary.EVENT_NOT_ANSWERED -> pending.onFailure(request, codec.statusText(entry));
            default -> LOG.warn("The exchange library reported an event of unknown kind {}.", arrival.kind());
        }
    }

    private void takeSession(ByteBuffer entry) {
        int reported = entry.getInt(Layouts.Status.STATE);
        state = switch (reported) {
            case ExchangeLibrary.LOGGED_IN -> State.LOGGED_IN;
            case ExchangeLibrary.DISCONNECTED -> State.DISCONNECTED;
            default -> State.LOGGED_OUT;
        };
        if (state == State.LOGGED_IN) {
            readAccountsOrRefuse();
        }
        if (reported == ExchangeLibrary.LOGIN_REFUSED) {
            refusal = codec.statusText(entry);
        }
    }

    /** Without the list of accounts no order can be sent, so a failure logs out. */
    private void readAccountsOrRefuse() {
        try {
            accounts = readAccounts();
        } catch (IllegalStateException e) {
            state = State.LOGGED_OUT;
            refusal = e.getMessage();
        }
    }

    @Override
    public Optional<SimulatedMarket> simulatedMarket() {
        return isSimulated() ? Optional.of(market) : Optional.empty();
    }

    @Override
    public void register(String itemCode) {
        if (!description.can(ExchangeLibrary.CAN_REPORT_TICKS)) {
            throw new LibraryException("The exchange library does not report ticks.");
        }
        int result = handle.call(() -> ExchangeLibrary.exchange_subscribe(session, NativeText.argument(itemCode)));
        if (result != ExchangeLibrary.OK) {
            throw new LibraryException(
                    "The exchange library does not report the ticks of " + itemCode + " (code " + result + ").");
        }
    }

    static void requireDone(int result) {
        if (result < ExchangeLibrary.OK) {
            throw new IllegalStateException("The exchange library failed with code " + result + ".");
        }
    }

    /** Closes the session. If a call of the library hangs, the session stays open until the process ends. */
    @Override
    public void close() {
        if (state == State.LOGGED_IN && !handle.isBusy()) {
            int result = handle.call(() -> ExchangeLibrary.exchange_logout(session));
            LOG.debug("Logged out ({}).", result);
        }
        state = State.LOGGED_OUT;
        handle.close();
    }
}
