package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.market.TradingDay;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.NoteLimit;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderLookup;
import dev.aftm.interactor.port.Pause;
import dev.aftm.interactor.port.PositionQuery;
import dev.aftm.interactor.port.SimulatedMarket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A simulated exchange. Market orders fill wholly and at once at the last trade; limit orders at once where the last
 * trade is at or better, else they rest (ROD) until a trade at or through them, or are cancelled (IOC, FOK). Everything
 * that it receives is in its ledger, from which it is rebuilt at start.
 *
 * <p>Used by the thread that owns the exchange.
 */
public final class PaperExchange
        implements ExchangeSession, OrderEntry, OrderLookup, PositionQuery, SimulatedMarket, AutoCloseable {

    /** Encoded bytes that its note holds for a client's remark. */
    public static final int NOTE_BYTES = 200;

    static final String UNKNOWN_ACCOUNT = "ACCOUNT";
    static final String UNKNOWN_INSTRUMENT = "PRODUCT";
    static final String NO_PRICE = "NOPRICE";

    /**
     * How the exchange behaves.
     *
     * @param ledger where its record is; null to keep none
     * @param accounts the accounts that it knows; empty for any
     * @param latency how long each order call takes
     */
    public record Settings(@Nullable Path ledger, Set<String> accounts, Duration latency) {}

    private record Resting(long seq, String tag, String account, OrderIntent order) {}

    private final Settings settings;
    private final Clock clock;
    private final Pause pause;
    private final @Nullable Ledger ledger;
    private final Map<String, Instrument> instruments = new TreeMap<>();
    private final Map<String, Tick> lastTrades = new HashMap<>();
    private final Map<String, List<Resting>> resting = new HashMap<>();
    private final PositionBook book = new PositionBook();
    private final List<Fill> fills = new ArrayList<>();
    /** Orders that the ledger left open, until their instrument has a price. */
    private final List<Resting> interrupted = new ArrayList<>();

    /** What became of each order, by its tag: recovery asks for it. */
    private final Map<String, KnownOrder> known = new HashMap<>();

    private @Nullable Tick latestTrade;
    private State state = State.LOGGED_OUT;
    private long orders;
    private long cancels;

    /**
     * Opens the exchange with what its ledger holds.
     *
     * @throws LedgerException the ledger cannot be used
     */
    public PaperExchange(Settings settings, Collection<Instrument> instruments, Clock clock, Pause pause) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        instruments.forEach(instrument -> this.instruments.put(instrument.itemCode(), instrument));
        Path file = settings.ledger();
        if (file == null) {
            ledger = null;
        } else {
            Ledger.Opened opened = Ledger.open(file);
            ledger = opened.ledger();
            restore(file, opened.lines());
        }
    }

    @Override
    public void login() {
        state = State.LOGGED_IN;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LocalDate tradingDay() {
        return TradingDay.of(latestTrade == null ? clock.now() : latestTrade.time());
    }

    @Override
    public Set<String> accounts() {
        return settings.accounts();
    }

    @Override
    public NoteLimit noteLimit() {
        return new NoteLimit(NOTE_BYTES, StandardCharsets.UTF_8);
    }

    @Override
    public Answer send(TaggedOrder tagged) {
        if (state != State.LOGGED_IN) {
            return new Answer.NotSent("The paper exchange is not logged in.");
        }
        if (!settings.latency().isZero()) {
            pause.pause(settings.latency());
        }
        OrderIntent order = tagged.order();
        long seq = orders + 1;
        record(LedgerLine.order(seq, now(), exchangeTime(order.itemCode()), tagged.tag(), tagged.account(), order));
        orders = seq;
        Answer.@Nullable Refused refused = refusal(tagged.account(), order);
        if (refused != null) {
            cancel(order.itemCode(), seq, refused.code());
            remember(tagged.tag(), tagged.account(), order, refused);
            return refused;
        }
        Answer accepted = new Answer.Accepted(serial(seq));
        remember(tagged.tag(), tagged.account(), order, accepted);
        match(new Resting(seq, tagged.tag(), tagged.account(), order));
        return accepted;
    }

    private void remember(String tag, String account, OrderIntent order, Answer answer) {
        known.put(tag, new KnownOrder(tag, account, order.itemCode(), order.side(), order.quantity(), answer));
    }

    /** The ledger holds every order that was ever received, so this is always the whole truth. */
    @Override
    public OrderLookup.Findings find(Collection<String> tags) {
        List<KnownOrder> found =
                tags.stream().map(known::get).filter(Objects::nonNull).toList();
        return new OrderLookup.Findings(found, true, LocalDate.MIN);
    }

    private Answer.@Nullable Refused refusal(String account, OrderIntent order) {
        if (!settings.accounts().isEmpty() && !settings.accounts().contains(account)) {
            return new Answer.Refused(UNKNOWN_ACCOUNT, "The exchange does not know this account.");
        }
        if (!instruments.containsKey(order.itemCode())) {
            return new Answer.Refused(
                    UNKNOWN_INSTRUMENT,
                    "The exchange does not list this instrument; it lists " + String.join(", ", instruments.keySet())
                            + ".");
        }
        if (!lastTrades.containsKey(order.itemCode())) {
            return new Answer.Refused(NO_PRICE, "This instrument has had no trade yet.");
        }
        return null;
    }

    private void match(Resting order) {
        Tick last = lastTrades.get(order.order().itemCode());
        if (last != null && crosses(order.order(), last.price())) {
            fill(order, last);
        } else if (order.order().timeInForce() == TimeInForce.ROD) {
            rest(order);
        } else {
            cancel(order.order().itemCode(), order.seq(), null);
        }
    }

    private void rest(Resting order) {
        resting.computeIfAbsent(order.order().itemCode(), unused -> new ArrayList<>())
                .add(order);
    }

    private static boolean crosses(OrderIntent order, BigDecimal lastPrice) {
        if (order.type() != OrderType.LIMIT) {
            return true;
        }
        int comparison = lastPrice.compareTo(order.price());
        return order.side() == Side.BUY ? comparison <= 0 : comparison >= 0;
    }

    /** Fills wholly at the last trade, which is at the order's limit or better for the client. */
    private void fill(Resting order, Tick last) {
        long seq = fills.size() + 1L;
        record(LedgerLine.fill(
                seq, now(), last.time().toEpochMilli(), order.seq(), order.account(), order.order(), last.price()));
        book(order.seq(), order.account(), order.order(), last.price(), last.time());
    }

    /** Counted when it is written, so that a line that could not be written leaves no gap. */
    private void cancel(String itemCode, long orderSeq, @Nullable String refusal) {
        record(LedgerLine.cancel(cancels + 1, now(), exchangeTime(itemCode), orderSeq, refusal));
        cancels++;
    }

    private void book(long orderSeq, String account, OrderIntent order, BigDecimal price, Instant time) {
        Fill fill = new Fill(serial(orderSeq), account, order.itemCode(), order.side(), order.quantity(), price, time);
        fills.add(fill);
        Instrument instrument = instruments.get(order.itemCode());
        book.book(fill, instrument == null ? InstrumentTable.instrument(order.itemCode()) : instrument);
    }

    @Override
    public void openAt(Tick tick) {
        lastTrades.put(tick.itemCode(), tick);
        latestTrade = tick;
        List<Resting> now = interrupted.stream()
                .filter(order -> order.order().itemCode().equals(tick.itemCode()))
                .toList();
        interrupted.removeAll(now);
        now.forEach(this::resume);
    }

    /** Takes up an order that the ledger left open: it rested, or the process died on it before it was matched. */
    private void resume(Resting order) {
        Answer.@Nullable Refused refused = refusal(order.account(), order.order());
        if (refused == null) {
            match(order);
        } else {
            remember(order.tag(), order.account(), order.order(), refused);
            cancel(order.order().itemCode(), order.seq(), refused.code());
        }
    }

    @Override
    public void trade(Tick tick) {
        lastTrades.put(tick.itemCode(), tick);
        latestTrade = tick;
        List<Resting> waiting = resting.get(tick.itemCode());
        if (waiting == null) {
            return;
        }
        for (Iterator<Resting> orders = waiting.iterator(); orders.hasNext(); ) {
            Resting order = orders.next();
            if (crosses(order.order(), tick.price())) {
                orders.remove();
                fill(order, tick);
            }
        }
    }

    @Override
    public long orderCount() {
        return orders;
    }

    @Override
    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    @Override
    public PositionBook positionBook() {
        return book;
    }

    @Override
    public List<PositionInfo> openPositions() {
        return book.positions().stream()
                .filter(position -> position.quantity() != 0)
                .map(this::info)
                .toList();
    }

    private PositionInfo info(Position position) {
        String itemCode = position.instrument().itemCode();
        Tick last = lastTrades.get(itemCode);
        BigDecimal price = last == null ? position.averagePrice() : last.price();
        return new PositionInfo(
                position.account(),
                itemCode,
                position.quantity(),
                position.averagePrice(),
                position.unrealizedPnl(price));
    }

    private void restore(Path file, List<Ledger.Kept> lines) {
        Map<Long, Resting> open = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                restore(lines.get(i), open);
            } catch (IllegalArgumentException e) {
                close();
                throw LedgerException.damaged(file, i + 1);
            }
        }
        interrupted.addAll(open.values());
    }

    private void restore(Ledger.Kept kept, Map<Long, Resting> open) {
        LedgerLine line = kept.line();
        switch (line.kind()) {
            case LedgerLine.ORDER -> {
                requireNext(line.seq(), ++orders);
                String tag = LedgerLine.required(line.tag());
                Resting order = new Resting(
                        line.seq(), tag, LedgerLine.required(line.account()), LedgerLine.required(kept.intent()));
                open.put(line.seq(), order);
                remember(tag, order.account(), order.order(), new Answer.Accepted(serial(order.seq())));
            }
            case LedgerLine.CANCEL -> {
                requireNext(line.seq(), ++cancels);
                Resting order = LedgerLine.required(open.remove(LedgerLine.required(line.orderSeq())));
                String refusal = line.refusal();
                if (refusal != null) {
                    Answer refused = new Answer.Refused(refusal, "The exchange refused the order.");
                    remember(order.tag(), order.account(), order.order(), refused);
                }
            }
            case LedgerLine.FILL -> {
                Resting order = LedgerLine.required(open.remove(LedgerLine.required(line.orderSeq())));
                requireNext(line.seq(), fills.size() + 1L);
                Instant time = Instant.ofEpochMilli(LedgerLine.required(line.exchangeTime()));
                book(order.seq(), order.account(), order.order(), LedgerLine.required(line.price()), time);
            }
            default -> throw new IllegalArgumentException("There is no such kind of line.");
        }
    }

    private static void requireNext(long seq, long expected) {
        if (seq != expected) {
            throw new IllegalArgumentException("A line is missing or stands twice.");
        }
    }

    private static String serial(long seq) {
        String digits = Long.toString(seq);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    private long now() {
        return clock.now().toEpochMilli();
    }

    private long exchangeTime(String itemCode) {
        Tick last = lastTrades.get(itemCode);
        return last == null ? now() : last.time().toEpochMilli();
    }

    private void record(LedgerLine line) {
        if (ledger != null) {
            ledger.append(line);
        }
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.close();
        }
    }
}
