package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.market.TradingDay;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.Position;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The paper exchange's orders and their matching. Everything is recorded in the ledger, from which the engine is rebuilt at
 * start.
 *
 * <p>A market order fills completely and at once at the last trade's price. A limit order fills at once if the last trade is at
 * its limit or better. Otherwise an IOC or FOK order is cancelled, and a ROD order rests until a trade at its limit or better,
 * or until the first trade of a later trading day cancels it. For one thread.
 */
final class MatchingEngine implements AutoCloseable {

    private final Set<String> accounts;
    private final Clock clock;
    private final @Nullable Ledger ledger;
    private final Consumer<ExchangeEvent> reports;
    private final Map<String, Instrument> instruments = new TreeMap<>();
    private final MarketClock time;
    private final Map<String, List<PaperOrder>> resting = new HashMap<>();
    private final PositionBook positions = new PositionBook();
    private final List<FillReport> fills = new ArrayList<>();
    private final List<PaperOrder> orders = new ArrayList<>();
    private final Map<String, PaperOrder> byTag = new HashMap<>();
    /** Orders that are open in the ledger at the start, until their instrument has a price. */
    private final List<PaperOrder> interrupted = new ArrayList<>();

    private long cancels;
    private long replaces;

    /**
     * Creates the engine and restores its state from the ledger.
     *
     * @param file the ledger; null for none
     * @param accounts the accounts that the exchange accepts; empty for any
     * @param reports receives all later reports of orders and fills
     * @throws LedgerException the ledger cannot be used
     */
    MatchingEngine(
            @Nullable Path file,
            Set<String> accounts,
            Collection<Instrument> instruments,
            Clock clock,
            Consumer<ExchangeEvent> reports) {
        this.accounts = accounts;
        this.clock = clock;
        this.time = new MarketClock(clock);
        this.reports = reports;
        instruments.forEach(instrument -> this.instruments.put(instrument.itemCode(), instrument));
        if (file == null) {
            ledger = null;
        } else {
            Ledger.Opened opened = Ledger.open(file);
            ledger = opened.ledger();
            restore(file, opened.lines());
        }
    }

    OrderAck send(TaggedOrder tagged) {
        NewOrder intent = tagged.order();
        PaperOrder order = new PaperOrder(
                orders.size() + 1L, tagged.tag(), tagged.account(), intent, time.dayOf(time.millis(intent.itemCode())));
        record(LedgerLine.order(
                order.seq(), now(), time.millis(intent.itemCode()), order.tag(), order.account(), intent));
        add(order);
        // If the ledger cannot be written any more, the order is resumed at the next trade.
        interrupted.add(order);
        OrderAck.@Nullable Rejected rejected = refusal(order);
        if (rejected != null) {
            end(order, rejected);
        } else {
            report(order);
            match(order);
        }
        interrupted.remove(order);
        return order.answer();
    }

    OrderAck cancel(String account, String serial) {
        OrderAck answer = changeable(account, serial);
        if (answer instanceof OrderAck.Accepted) {
            PaperOrder order = order(account, serial).orElseThrow();
            end(order, null);
            interrupted.remove(order);
            restingIn(order.itemCode()).remove(order);
        }
        return answer;
    }

    OrderAck replace(String account, String serial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        OrderAck answer = changeable(account, serial);
        if (!(answer instanceof OrderAck.Accepted)) {
            return answer;
        }
        PaperOrder order = order(account, serial).orElseThrow();
        int working = quantity == null ? order.working() : quantity;
        if (working > order.working()
                || working < 1
                || (price != null && price.signum() <= 0)
                || (price != null && order.intent().type() != OrderType.LIMIT)) {
            return RejectReason.REPLACE.answer();
        }
        BigDecimal newPrice = price == null ? order.price() : price;
        record(LedgerLine.replace(replaces + 1, now(), time.millis(order.itemCode()), order.seq(), newPrice, working));
        replaces++;
        order.change(newPrice, working);
        report(order);
        Tick last = time.lastTrade(order.itemCode());
        if (last != null && order.crosses(last.price())) {
            fill(order, last);
            interrupted.remove(order);
            restingIn(order.itemCode()).remove(order);
        }
        return answer;
    }

    private OrderAck changeable(String account, String serial) {
        return order(account, serial)
                .map(order ->
                        order.working() > 0 ? new OrderAck.Accepted(order.serial()) : RejectReason.NOTWORKING.answer())
                .orElseGet(RejectReason.NOORDER::answer);
    }

    private Optional<PaperOrder> order(String account, String serial) {
        if (!serial.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long seq = Long.parseLong(serial);
        return seq < 1 || seq > orders.size()
                ? Optional.empty()
                : Optional.of(orders.get((int) seq - 1))
                        .filter(order -> order.account().equals(account));
    }

    private void add(PaperOrder order) {
        orders.add(order);
        byTag.put(order.tag(), order);
    }

    private OrderAck.@Nullable Rejected refusal(PaperOrder order) {
        if (!accounts.isEmpty() && !accounts.contains(order.account())) {
            return RejectReason.ACCOUNT.answer();
        }
        if (!instruments.containsKey(order.itemCode())) {
            return RejectReason.PRODUCT.answer();
        }
        return time.lastTrade(order.itemCode()) == null ? RejectReason.NOPRICE.answer() : null;
    }

    private void match(PaperOrder order) {
        Tick last = time.lastTrade(order.itemCode());
        if (last != null && order.crosses(last.price())) {
            fill(order, last);
        } else if (order.intent().timeInForce() == TimeInForce.ROD) {
            restingIn(order.itemCode()).add(order);
        } else {
            end(order, null);
        }
    }

    private List<PaperOrder> restingIn(String itemCode) {
        return resting.computeIfAbsent(itemCode, unused -> new ArrayList<>());
    }

    /** Fills the order completely at the last trade's price, which is at the order's limit or better for the client. */
    private void fill(PaperOrder order, Tick last) {
        Fill fill = order.fillAt(last.price(), last.time());
        record(LedgerLine.fill(fills.size() + 1L, now(), order.seq(), fill));
        reports.accept(book(order, fill));
        report(order);
    }

    private FillReport book(PaperOrder order, Fill fill) {
        order.fill();
        FillReport report =
                new FillReport(TradingDay.of(fill.time()), Long.toString(fills.size() + 1L), order.tag(), fill);
        fills.add(report);
        Instrument instrument = instruments.get(fill.itemCode());
        positions.book(fill, instrument == null ? TaifexContracts.instrument(fill.itemCode()) : instrument);
        return report;
    }

    /** Ends an order: cancelled, or rejected. Counted only after it is written, so that a failure leaves no gap. */
    private void end(PaperOrder order, OrderAck.@Nullable Rejected rejected) {
        record(LedgerLine.cancel(
                cancels + 1,
                now(),
                time.millis(order.itemCode()),
                order.seq(),
                rejected == null ? null : rejected.code()));
        cancels++;
        order.end(rejected);
        report(order);
    }

    private void report(PaperOrder order) {
        reports.accept(reportOf(order));
    }

    /** A report of an order's current state. */
    ExchangeEvent reportOf(PaperOrder order) {
        Instant now = Instant.ofEpochMilli(time.millis(order.itemCode()));
        return order.report(TradingDay.of(now), now);
    }

    /** Sets the market price before the first trade, and resumes orders that are open in the ledger. */
    void openAt(Tick tick) {
        time.traded(tick);
        resumeIn(tick.itemCode());
    }

    private void resumeIn(String itemCode) {
        List<PaperOrder> now = interrupted.stream()
                .filter(order -> order.itemCode().equals(itemCode))
                .toList();
        for (PaperOrder order : now) {
            resume(order);
            // Only now, so that it is resumed at the next trade if the ledger cannot be written.
            interrupted.remove(order);
        }
    }

    /** Resumes an order that is open in the ledger: it rested, or the process died before it was matched. */
    private void resume(PaperOrder order) {
        OrderAck.@Nullable Rejected rejected = refusal(order);
        if (rejected != null || order.isPast(time.dayOf(time.millis(order.itemCode())))) {
            end(order, rejected);
        } else {
            match(order);
        }
    }

    void trade(Tick tick) {
        time.traded(tick);
        if (!interrupted.isEmpty()) {
            resumeIn(tick.itemCode());
        }
        List<PaperOrder> waiting = resting.get(tick.itemCode());
        if (waiting == null || waiting.isEmpty()) {
            return;
        }
        LocalDate today = TradingDay.of(tick.time());
        for (Iterator<PaperOrder> all = waiting.iterator(); all.hasNext(); ) {
            PaperOrder order = all.next();
            if (order.isPast(today)) {
                end(order, null);
                all.remove();
            } else if (order.crosses(tick.price())) {
                fill(order, tick);
                all.remove();
            }
        }
    }

    Collection<Instrument> instruments() {
        return Collections.unmodifiableCollection(instruments.values());
    }

    List<FillReport> fills() {
        return Collections.unmodifiableList(fills);
    }

    List<PaperOrder> orders() {
        return Collections.unmodifiableList(orders);
    }

    @Nullable PaperOrder find(String tag) {
        return byTag.get(tag);
    }

    List<Position> positions() {
        return positions.positions();
    }

    /** The price of the instrument's last trade; before the first trade, the position's average price. */
    BigDecimal lastPrice(Position position) {
        Tick last = time.lastTrade(position.instrument().itemCode());
        return last == null ? position.averagePrice() : last.price();
    }

    private void restore(Path file, List<Ledger.Kept> lines) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                restore(lines.get(i));
            } catch (IllegalArgumentException e) {
                close();
                throw LedgerException.damaged(file, i + 1);
            }
        }
        orders.stream().filter(order -> order.working() > 0).forEach(interrupted::add);
    }

    private void restore(Ledger.Kept kept) {
        LedgerLine line = kept.line();
        Long recorded = line.exchangeTime();
        if (recorded != null) {
            time.recorded(recorded);
        }
        switch (line.kind()) {
            case LedgerLine.ORDER -> {
                requireNext(line.seq(), orders.size() + 1L);
                add(new PaperOrder(
                        line.seq(),
                        LedgerLine.required(line.tag()),
                        LedgerLine.required(line.account()),
                        LedgerLine.required(kept.intent()),
                        line.exchangeTime() == null ? null : time.dayOf(LedgerLine.required(line.exchangeTime()))));
            }
            case LedgerLine.CANCEL -> {
                requireNext(line.seq(), ++cancels);
                String refusal = line.refusal();
                openOrder(line).end(refusal == null ? null : RejectReason.answerOf(refusal));
            }
            case LedgerLine.REPLACE -> {
                requireNext(line.seq(), ++replaces);
                openOrder(line).change(LedgerLine.required(line.price()), LedgerLine.required(line.quantity()));
            }
            case LedgerLine.FILL -> {
                requireNext(line.seq(), fills.size() + 1L);
                PaperOrder order = openOrder(line);
                Instant traded = Instant.ofEpochMilli(LedgerLine.required(line.exchangeTime()));
                Fill fill = order.fillAt(LedgerLine.required(line.price()), traded);
                book(order, fill);
            }
            default -> throw new IllegalArgumentException("The ledger record is of an unknown kind.");
        }
    }

    private PaperOrder openOrder(LedgerLine line) {
        long seq = LedgerLine.required(line.orderSeq());
        if (seq < 1 || seq > orders.size() || orders.get((int) seq - 1).working() == 0) {
            throw new IllegalArgumentException("The ledger record refers to an order that is not open.");
        }
        return orders.get((int) seq - 1);
    }

    private static void requireNext(long seq, long expected) {
        if (seq != expected) {
            throw new IllegalArgumentException("A ledger record is missing or duplicated.");
        }
    }

    private long now() {
        return clock.now().toEpochMilli();
    }

    LocalDate tradingDay() {
        return time.tradingDay();
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
