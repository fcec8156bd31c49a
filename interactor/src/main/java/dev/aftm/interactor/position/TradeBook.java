package dev.aftm.interactor.position;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our fills, and the positions and P&amp;L computed from them. A fill counts once, as it was last corrected, and not at all if it
 * was busted, however often and in whatever order the exchange reports this.
 *
 * <p>Used by the execution thread; {@link #page} is safe for all threads.
 */
public final class TradeBook {

    /** Identifies a fill: the exchange's numbers are unique within a trading day only. */
    private record Key(LocalDate tradingDay, String number) {}

    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Set<String> listedItems = new HashSet<>();
    private final Map<String, BigDecimal> lastPrices = new HashMap<>();
    /** What counts of each trade, in the order in which the trades became known; busts included. */
    private final Map<Key, FillReport> trades = new LinkedHashMap<>();
    /** What has become known, readable from any thread. */
    private final FillLog reports = new FillLog();
    /** Whether a correction or bust is not in the positions yet: averages depend on every fill before, so all are computed anew. */
    private boolean isStale;

    /** Cached position values, by item and account: there may be many, and a fill changes only one. */
    private final Map<String, Map<String, PositionInfo>> shown = new HashMap<>();

    private PositionBook positions = new PositionBook();
    private List<CarriedPosition> carried = List.of();
    private LocalDate carriedInto = LocalDate.MIN;
    private long expected;
    private long version;
    private PositionBook ofDay = new PositionBook();
    private LocalDate day = LocalDate.MIN;
    private Consumer<Tick> listener = tick -> {};

    /** Adds tradable instruments. Fills of other instruments are valued in points. */
    public void list(Collection<Instrument> listed) {
        listed.forEach(instrument -> {
            instruments.put(instrument.itemCode(), instrument);
            listedItems.add(instrument.itemCode());
        });
    }

    /**
     * Adds a fill, its correction or its bust, unless it is already known. Positions from before the day of the opening positions
     * do not change any more.
     */
    public void take(FillReport report) {
        Key key = new Key(report.tradingDay(), report.number());
        FillReport before = trades.get(key);
        if (before != null && !report.supersedes(before)) {
            return;
        }
        trades.put(key, report);
        if (before != null) {
            reports.add(report);
            isStale = true;
            version++;
        } else if (report.kind() != FillKind.BUSTED) {
            reports.add(new FillReport(report.tradingDay(), report.number(), report.tag(), report.fill()));
            book(report);
        }
    }

    private Stream<FillReport> counting() {
        return trades.values().stream().filter(report -> report.kind() != FillKind.BUSTED);
    }

    private void refresh() {
        if (isStale) {
            LocalDate newest = day;
            carry(carriedInto, carried);
            beginDay(newest);
        }
    }

    /** Fills from before the day of the opening positions are contained in these. */
    private void book(FillReport report) {
        if (!isStale && !report.tradingDay().isBefore(carriedInto)) {
            Fill fill = report.fill();
            positions.book(fill, instrument(fill.itemCode()));
            dropCachedPosition(fill);
            bookOfDay(report);
        }
        version++;
    }

    private void dropCachedPosition(Fill fill) {
        Map<String, PositionInfo> ofItem = shown.get(fill.itemCode());
        if (ofItem != null) {
            ofItem.remove(fill.account());
        }
    }

    /** Books a fill into the positions of the newest trading day, which start with that day's opening positions. */
    private void bookOfDay(FillReport report) {
        if (report.tradingDay().isAfter(day)) {
            beginDay(report.tradingDay());
        } else if (report.tradingDay().equals(day)) {
            ofDay.book(report.fill(), instrument(report.fill().itemCode()));
        }
    }

    private void beginDay(LocalDate tradingDay) {
        day = tradingDay;
        ofDay = new PositionBook();
        holdingsBefore(tradingDay)
                .forEach(one ->
                        ofDay.carry(one.account(), instrument(one.itemCode()), one.quantity(), one.averagePrice()));
        counting()
                .filter(report -> report.tradingDay().equals(tradingDay))
                .forEach(report ->
                        ofDay.book(report.fill(), instrument(report.fill().itemCode())));
    }

    /**
     * The P&amp;L of an account in a trading day: of closed contracts, and of open contracts at the last trade's price, both
     * against their average prices. Null if a price or the value of a point is not known.
     */
    public @Nullable BigDecimal profitOf(String account, LocalDate tradingDay) {
        refresh();
        if (tradingDay.isAfter(day)) {
            beginDay(tradingDay);
        }
        BigDecimal profit = BigDecimal.ZERO;
        for (Position position : ofDay.positions()) {
            if (position.account().equals(account)) {
                String itemCode = position.instrument().itemCode();
                BigDecimal last = position.quantity() == 0 ? BigDecimal.ZERO : lastPrices.get(itemCode);
                if (last == null || !listedItems.contains(itemCode)) {
                    return null;
                }
                profit = profit.add(position.realizedPnl()).add(position.unrealizedPnl(last));
            }
        }
        return profit;
    }

    /**
     * The P&amp;L of each account.
     *
     * @param tradingDay the day of {@link AccountPnl#ofDay}; null if it is not known
     */
    public List<AccountPnl> profits(@Nullable LocalDate tradingDay) {
        Map<String, List<Position>> byAccount = new TreeMap<>();
        positions()
                .positions()
                .forEach(position -> byAccount
                        .computeIfAbsent(position.account(), unused -> new ArrayList<>())
                        .add(position));
        List<AccountPnl> profits = new ArrayList<>();
        byAccount.forEach((account, held) -> {
            BigDecimal realized = BigDecimal.ZERO;
            BigDecimal unrealized = BigDecimal.ZERO;
            for (Position position : held) {
                realized = realized.add(position.realizedPnl());
                if (position.quantity() != 0) {
                    unrealized = unrealized.add(info(position).unrealizedPnl());
                }
            }
            BigDecimal ofDay = tradingDay == null ? null : profitOf(account, tradingDay);
            profits.add(new AccountPnl(account, realized, unrealized, ofDay));
        });
        return profits;
    }

    /** A number that changes with every change of the positions. */
    public long version() {
        return version;
    }

    /** The position of an account in an instrument, in contracts; negative when short. */
    public long held(String account, String itemCode) {
        return positions().quantity(account, itemCode);
    }

    /** The value of one point of an instrument; null if it is not known. */
    public @Nullable BigDecimal multiplier(String itemCode) {
        Instrument known = instruments.get(itemCode);
        return known == null || !listedItems.contains(itemCode) ? null : known.multiplier();
    }

    /** Sets the listener that receives every trade of the market. */
    public void listen(Consumer<Tick> newListener) {
        listener = newListener;
    }

    private Instrument instrument(String itemCode) {
        return instruments.computeIfAbsent(itemCode, code -> new Instrument(code, BigDecimal.ONE));
    }

    /**
     * Replaces the positions by the opening positions of a trading day plus the fills since then.
     *
     * @param day the trading day; fills of earlier days are ignored from now on
     * @param held the opening positions
     */
    public void carry(LocalDate day, List<CarriedPosition> held) {
        carriedInto = day;
        carried = List.copyOf(held);
        isStale = false;
        positions = new PositionBook();
        shown.clear();
        carried.forEach(
                one -> positions.carry(one.account(), instrument(one.itemCode()), one.quantity(), one.averagePrice()));
        counting().forEach(this::book);
        ofDay = new PositionBook();
        this.day = LocalDate.MIN;
        beginDay(day);
        version++;
    }

    /**
     * Returns a page of an account's fills. Safe for all threads.
     *
     * @param feedId identifies the numbering
     * @param since the number of the last fill that the caller knows; 0 for all
     * @param most the most fills on the page
     */
    public FillPage page(String feedId, String account, long since, int most) {
        return reports.page(feedId, account, since, most);
    }

    /** Sets how many fills the exchange has reported or will report, so that missing reports are detected. */
    public void expect(long fillCount) {
        expected = fillCount;
    }

    /** Whether reports of fills are missing. */
    public boolean isBehind() {
        return trades.size() < expected;
    }

    /** Records the last price of an instrument, for unrealised P&amp;L. */
    public void onTick(Tick tick) {
        BigDecimal before = lastPrices.put(tick.itemCode(), tick.price());
        if (before == null || before.compareTo(tick.price()) != 0) {
            shown.remove(tick.itemCode());
        }
        listener.accept(tick);
    }

    /** The open positions, with their unrealised P&amp;L at the last trade's price; 0 if there was no trade yet. */
    public List<PositionInfo> openPositions() {
        return positions().positions().stream()
                .filter(position -> position.quantity() != 0)
                .map(this::info)
                .toList();
    }

    /** All positions, including flat ones. */
    public List<CarriedPosition> holdings() {
        return holdings(positions());
    }

    /** The opening positions of a trading day, without the fills of that day. */
    public List<CarriedPosition> holdingsBefore(LocalDate day) {
        PositionBook before = new PositionBook();
        carried.forEach(
                one -> before.carry(one.account(), instrument(one.itemCode()), one.quantity(), one.averagePrice()));
        counting()
                .filter(report -> !report.tradingDay().isBefore(carriedInto)
                        && report.tradingDay().isBefore(day))
                .forEach(report ->
                        before.book(report.fill(), instrument(report.fill().itemCode())));
        return holdings(before);
    }

    private static List<CarriedPosition> holdings(PositionBook of) {
        return of.positions().stream()
                .map(position -> new CarriedPosition(
                        position.account(),
                        position.instrument().itemCode(),
                        position.quantity(),
                        position.averagePrice()))
                .toList();
    }

    private PositionInfo info(Position position) {
        return shown.computeIfAbsent(position.instrument().itemCode(), unused -> new HashMap<>())
                .computeIfAbsent(position.account(), unused -> newInfo(position));
    }

    private PositionInfo newInfo(Position position) {
        String itemCode = position.instrument().itemCode();
        BigDecimal averagePrice = position.averagePrice();
        BigDecimal lastPrice = lastPrices.getOrDefault(itemCode, averagePrice);
        return new PositionInfo(
                position.account(), itemCode, position.quantity(), averagePrice, position.unrealizedPnl(lastPrice));
    }

    /** All fills that count, in order of arrival. Made anew by each call. */
    public List<Fill> fills() {
        return counting().map(FillReport::fill).toList();
    }

    /** The positions computed from the fills. The caller must not change them. */
    public PositionBook positions() {
        refresh();
        return positions;
    }
}
