package dev.aftm.interactor.position;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our fills, each once, however often and in whatever order the exchange reports them, and the positions that follow.
 *
 * <p>Belongs to the thread that owns the exchange; {@link #page} may be called from any.
 */
public final class TradeBook {

    /** The exchange's numbers are unique within its trading day only. */
    private record Key(LocalDate tradingDay, String number) {}

    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Set<String> listedItems = new HashSet<>();
    private final Map<String, BigDecimal> lastPrices = new HashMap<>();
    private final Set<Key> known = new HashSet<>();
    private final List<Fill> fills = new ArrayList<>();
    /** The same with their names, for any thread. */
    private final FillLog reports = new FillLog();

    /** Open positions as they were last shown, by item and account: there may be many, of which an order changes one. */
    private final Map<String, Map<String, PositionInfo>> shown = new HashMap<>();

    private PositionBook positions = new PositionBook();
    private List<Carried> carried = List.of();
    private LocalDate carriedInto = LocalDate.MIN;
    private long expected;
    private long version;
    private PositionBook ofDay = new PositionBook();
    private LocalDate day = LocalDate.MIN;
    private Consumer<Tick> listener = tick -> {};

    /** What an account held of an instrument when a trading day began; {@code quantity} is negative when short. */
    public record Carried(String account, String itemCode, long quantity, BigDecimal averagePrice) {}

    /** Tells what can be traded; a fill of anything else counts in points. */
    public void list(Collection<Instrument> listed) {
        listed.forEach(instrument -> {
            instruments.put(instrument.itemCode(), instrument);
            listedItems.add(instrument.itemCode());
        });
    }

    /** Books a fill, unless it is known. */
    public void take(FillReport report) {
        if (!known.add(new Key(report.tradingDay(), report.number()))) {
            return;
        }
        fills.add(report.fill());
        reports.add(report);
        book(report);
    }

    /** What was traded before the day that positions were carried into is in what was carried. */
    private void book(FillReport report) {
        if (!report.tradingDay().isBefore(carriedInto)) {
            Fill fill = report.fill();
            positions.book(fill, instrument(fill.itemCode()));
            forgetShown(fill);
            bookOfDay(report);
        }
        version++;
    }

    private void forgetShown(Fill fill) {
        Map<String, PositionInfo> ofItem = shown.get(fill.itemCode());
        if (ofItem != null) {
            ofItem.remove(fill.account());
        }
    }

    /** The same of the newest trading day alone, on top of what was held when it began. */
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
        reports.stream()
                .filter(report -> report.tradingDay().equals(tradingDay))
                .forEach(report ->
                        ofDay.book(report.fill(), instrument(report.fill().itemCode())));
    }

    /**
     * What an account has won or lost in a trading day: what was closed in it, and what is open at the last trade, against what
     * it was traded at; null where that cannot be said, since nobody has told what a point is worth, or a price.
     */
    public @Nullable BigDecimal profitOf(String account, LocalDate tradingDay) {
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

    /** What each account has won or lost. */
    public List<AccountPnl> profits(@Nullable LocalDate tradingDay) {
        Map<String, List<Position>> byAccount = new TreeMap<>();
        positions
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

    /** Another number after each change of the positions. */
    public long version() {
        return version;
    }

    /** Contracts that an account holds; negative when short. */
    public long held(String account, String itemCode) {
        return positions.quantity(account, itemCode);
    }

    /** What one point of an instrument is worth; 0 where that was never told. */
    public BigDecimal multiplier(String itemCode) {
        Instrument known = instruments.get(itemCode);
        return known == null || !listedItems.contains(itemCode) ? BigDecimal.ZERO : known.multiplier();
    }

    /** Tells somebody of every trade of the market as well. */
    public void listen(Consumer<Tick> newListener) {
        listener = newListener;
    }

    private Instrument instrument(String itemCode) {
        return instruments.computeIfAbsent(itemCode, code -> new Instrument(code, BigDecimal.ONE));
    }

    /**
     * Begins the positions anew with what was held when a trading day began, and the fills since.
     *
     * @param day that day; fills of earlier ones do not count any more
     */
    public void carry(LocalDate day, List<Carried> held) {
        carriedInto = day;
        carried = List.copyOf(held);
        positions = new PositionBook();
        shown.clear();
        carried.forEach(
                one -> positions.carry(one.account(), instrument(one.itemCode()), one.quantity(), one.averagePrice()));
        reports.stream().forEach(this::book);
        ofDay = new PositionBook();
        this.day = LocalDate.MIN;
        beginDay(day);
        version++;
    }

    /**
     * Some of an account's fills. Any thread.
     *
     * @param feedId names the numbering
     * @param since the number of the last fill that is known; 0 for all
     * @param most at most so many
     */
    public FillPage page(String feedId, String account, long since, int most) {
        return reports.page(feedId, account, since, most);
    }

    /** Says how many fills the exchange has had, so that lost reports can be noticed and asked for. */
    public void expect(long fillCount) {
        expected = fillCount;
    }

    /** Whether it is known that reports are missing. */
    public boolean isBehind() {
        return fills.size() < expected;
    }

    /** Remembers what an instrument traded at last, for what is not realised yet. */
    public void onTick(Tick tick) {
        BigDecimal before = lastPrices.put(tick.itemCode(), tick.price());
        if (before == null || before.compareTo(tick.price()) != 0) {
            shown.remove(tick.itemCode());
        }
        listener.accept(tick);
    }

    /** What is open, and what it would bring in at the last trade; where there was none yet, nothing. */
    public List<PositionInfo> openPositions() {
        return positions.positions().stream()
                .filter(position -> position.quantity() != 0)
                .map(this::info)
                .toList();
    }

    /** All positions that ever had a fill, flat ones included. */
    public List<Carried> holdings() {
        return holdings(positions);
    }

    /** What was held when a trading day began: without the fills of that day. */
    public List<Carried> holdingsBefore(LocalDate day) {
        PositionBook before = new PositionBook();
        carried.forEach(
                one -> before.carry(one.account(), instrument(one.itemCode()), one.quantity(), one.averagePrice()));
        reports.stream()
                .filter(report -> !report.tradingDay().isBefore(carriedInto)
                        && report.tradingDay().isBefore(day))
                .forEach(report ->
                        before.book(report.fill(), instrument(report.fill().itemCode())));
        return holdings(before);
    }

    private static List<Carried> holdings(PositionBook of) {
        return of.positions().stream()
                .map(position -> new Carried(
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

    /** All fills, in the order in which they became known. */
    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    /** The positions that follow from the fills; not to be changed. */
    public PositionBook positions() {
        return positions;
    }
}
