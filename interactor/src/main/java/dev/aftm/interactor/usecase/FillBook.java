package dev.aftm.interactor.usecase;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.ExchangeEvent.FillReport;
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

/**
 * Our fills, each once, however often and in whatever order the exchange reports them, and the positions that follow.
 *
 * <p>Belongs to the thread that owns the exchange.
 */
public final class FillBook {

    /** The exchange's numbers are unique within its trading day only. */
    private record Key(LocalDate tradingDay, String number) {}

    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<String, BigDecimal> lastPrices = new HashMap<>();
    private final Set<Key> known = new HashSet<>();
    private final List<Fill> fills = new ArrayList<>();
    private final PositionBook positions = new PositionBook();
    private long expected;

    /** Tells what can be traded; a fill of anything else counts in points. */
    public void list(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.itemCode(), instrument));
    }

    /** Books a fill, unless it is known. */
    public void take(FillReport report) {
        if (!known.add(new Key(report.tradingDay(), report.number()))) {
            return;
        }
        Fill fill = report.fill();
        fills.add(fill);
        positions.book(
                fill, instruments.computeIfAbsent(fill.itemCode(), code -> new Instrument(code, BigDecimal.ONE)));
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
        lastPrices.put(tick.itemCode(), tick.price());
    }

    /** What is open, and what it would bring in at the last trade; where there was none yet, nothing. */
    public List<PositionInfo> openPositions() {
        return positions.positions().stream()
                .filter(position -> position.quantity() != 0)
                .map(this::info)
                .toList();
    }

    private PositionInfo info(Position position) {
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
