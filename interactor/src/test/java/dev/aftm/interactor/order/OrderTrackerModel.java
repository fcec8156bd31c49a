package dev.aftm.interactor.order;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.trading.OrderReplica;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Compares random trading days with a simple reference model. Orders fill in parts, are cancelled or rejected; trades are corrected
 * and busted, after which the order works again; the exchange
 * reports this late, repeatedly and out of order, and restarts its numbers each day; the gateway restarts in between; and a
 * replica receives the order updates over a connection that loses half of them.
 */
final class OrderTrackerModel {

    /** Orders in one run. */
    static final int ORDERS = 40;

    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 7, 26);
    private static final Instant TIME = Instant.parse("2021-07-26T01:00:00Z");
    private static final String[] ACCOUNTS = {"SIM0001", "SIM0002"};
    private static final BigDecimal[] MULTIPLIERS = {
        new BigDecimal("0.0001"),
        BigDecimal.ONE,
        BigDecimal.valueOf(50),
        BigDecimal.valueOf(200),
        new BigDecimal("99999")
    };

    /** The true state of an order at the exchange. */
    private static final class Truth {
        private final String account;
        private final NewOrder order;
        private final LocalDate day;
        private final String serial;
        private String id = "";
        private String tag = "";
        private boolean rejected;
        private int filled;
        private int cancelled;
        private BigDecimal value = BigDecimal.ZERO;
        private BigDecimal price;
        private final List<FillReport> trades = new ArrayList<>();
        private boolean hasChangedTrades;

        private Truth(String account, NewOrder order, LocalDate day, String serial) {
            this.account = account;
            this.order = order;
            this.day = day;
            this.serial = serial;
            this.price = order.price();
        }

        private OrderStatus status() {
            if (rejected) {
                return OrderStatus.REJECTED;
            }
            if (filled == order.quantity()) {
                return OrderStatus.FILLED;
            }
            return filled + cancelled == order.quantity() ? OrderStatus.CANCELLED : OrderStatus.WORKING;
        }
    }

    private final Random random;
    private final FakeClock clock = new FakeClock();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private final List<Truth> truths = new ArrayList<>();
    private final List<ExchangeEvent> everReported = new ArrayList<>();
    private final List<ExchangeEvent> underway = new ArrayList<>();
    private final Map<String, BigDecimal> cash = new HashMap<>();
    private final Map<String, Long> net = new HashMap<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<Runnable> published = new ArrayList<>();
    private final OrderReplica[] replicas = {new OrderReplica(order -> {}), new OrderReplica(order -> {})};
    private TradeBook fills = new TradeBook();
    private OrderTracker tracker;
    private OrderJournal followed;
    private LocalDate day = FIRST_DAY;
    /** Whether the tracker drops ended orders early; then late reports of their prices are ignored. */
    private final boolean isForgetful;

    private int starts;
    private int serials;
    private int trades;
    private int seconds;

    @SuppressWarnings("NullAway") // start() sets the remaining fields.
    private OrderTrackerModel(long seed) {
        random = new Random(seed);
        isForgetful = random.nextInt(4) == 0;
        for (int i = 0; i < 3; i++) {
            instruments.add(new Instrument("ITEM" + i, MULTIPLIERS[random.nextInt(MULTIPLIERS.length)]));
        }
        start();
    }

    private void start() {
        tracker = new OrderTracker(
                "feed-" + ++starts,
                (feed, account, changed) -> {
                    List<OrderInfo> copy = List.copyOf(changed);
                    published.add(() -> replica(account).onUpdates(feed, copy));
                },
                isForgetful ? 5 : 1_000);
        followed = TestWiring.followed(journal, tracker);
        fills = new TradeBook();
        fills.list(instruments);
        // Some reports arrive before the day's orders have been read.
        underway.addAll(everReported);
        Collections.shuffle(underway, random);
        deliver(random.nextInt(3));
        tracker.restore(new OrderReplay(journal).since(day, 1_000));
    }

    /**
     * Runs the model once.
     *
     * @throws IllegalStateException the gateway's state differs from the model's
     */
    static void run(long seed) {
        OrderTrackerModel model = new OrderTrackerModel(seed);
        while (model.truths.size() < ORDERS) {
            model.step();
        }
        model.end();
    }

    private OrderReplica replica(String account) {
        return replicas[account.equals(ACCOUNTS[0]) ? 0 : 1];
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> sendOrder();
            case 3, 4, 5 -> somethingHappens();
            case 6 -> tradeChanges();
            case 7, 8 -> deliver(1 + random.nextInt(8));
            case 9 -> updateReplicas();
            case 10 -> queryForReplicas();
            default -> rarely();
        }
        tracker.flush();
        if (random.nextInt(4) == 0) {
            followed.record(List.of(), tracker.buffer().takeReports());
        }
    }

    private void rarely() {
        int what = random.nextInt(8);
        if (what == 0) {
            followed.record(List.of(), tracker.buffer().takeReports());
            start();
        } else if (what == 1) {
            endDay();
        }
    }

    private BigDecimal price() {
        return switch (random.nextInt(6)) {
            case 0 -> new BigDecimal("999999999.9999");
            case 1 -> new BigDecimal("0.0001");
            default -> new BigDecimal(17_000 + random.nextInt(1_000)).add(new BigDecimal("0.25"));
        };
    }

    private void sendOrder() {
        int quantity = random.nextInt(30) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(9);
        NewOrder order = new NewOrder(
                instruments.get(random.nextInt(instruments.size())).itemCode(),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                OrderType.LIMIT,
                price(),
                quantity,
                PositionEffect.AUTO,
                false,
                TimeInForce.ROD,
                "");
        Truth truth = new Truth(ACCOUNTS[random.nextInt(2)], order, day, "S" + ++serials);
        truth.id = "order-" + truths.size() + "-" + starts;
        truths.add(truth);
        Entry entry = followed.recordIntents(List.of(new OrderRequest(truth.id, truth.account, order, null)), day)
                .get(0);
        truth.tag = entry.tag();
        truth.rejected = random.nextInt(8) == 0;
        if (truth.rejected || random.nextInt(5) == 0) {
            report(truth);
            deliver(random.nextInt(3));
        }
        OrderEvent.OfRequest outcome =
                truth.rejected ? new OrderEvent.Rejected("X", "No.") : new OrderEvent.Acknowledged(truth.serial);
        if (random.nextInt(10) == 0) {
            followed.recordOutcomes(List.of(new Outcome(entry.key(), new OrderEvent.Unconfirmed("?"))));
        }
        followed.recordOutcomes(List.of(new Outcome(entry.key(), outcome)));
    }

    /** Fills, cancels or changes a working order. */
    private void somethingHappens() {
        List<Truth> working = truths.stream()
                .filter(truth -> truth.status() == OrderStatus.WORKING)
                .toList();
        if (working.isEmpty()) {
            return;
        }
        Truth truth = working.get(random.nextInt(working.size()));
        int open = truth.order.quantity() - truth.filled - truth.cancelled;
        switch (random.nextInt(6)) {
            case 0 -> truth.cancelled += open;
            case 1 -> truth.cancelled += random.nextInt(open);
            case 2 -> truth.price = price();
            default -> trade(truth, random.nextBoolean() ? open : 1 + random.nextInt(open));
        }
        report(truth);
    }

    private void trade(Truth truth, int quantity) {
        FillReport report = fill(truth, "T" + ++trades, FillKind.FILLED, quantity, price());
        truth.trades.add(report);
        send(report);
    }

    private FillReport fill(Truth truth, String number, FillKind kind, int quantity, BigDecimal at) {
        count(truth, quantity, at);
        Fill fill = new Fill(
                truth.serial,
                truth.account,
                truth.order.itemCode(),
                truth.order.side(),
                quantity,
                at,
                kind == FillKind.FILLED ? TIME : TIME.plusSeconds(++seconds));
        // Some brokers leave the note off a report.
        String tag = random.nextInt(10) == 0 ? "" : truth.tag;
        return new FillReport(truth.day, number, tag, kind, fill);
    }

    private void count(Truth truth, int quantity, BigDecimal at) {
        truth.filled += quantity;
        truth.value = truth.value.add(at.multiply(BigDecimal.valueOf(quantity)));
        String key = truth.account + " " + truth.order.itemCode();
        long signed = (long) truth.order.side().sign() * quantity;
        net.merge(key, signed, Long::sum);
        cash.merge(key, at.multiply(BigDecimal.valueOf(-signed)), BigDecimal::add);
    }

    /** Busts or corrects a trade of the day; a tracker that has dropped the order could not take it. */
    private void tradeChanges() {
        List<Truth> traded = truths.stream()
                .filter(truth -> !isForgetful && truth.day.equals(day) && !truth.trades.isEmpty())
                .toList();
        if (traded.isEmpty()) {
            return;
        }
        Truth truth = traded.get(random.nextInt(traded.size()));
        truth.hasChangedTrades = true;
        FillReport before = truth.trades.remove(random.nextInt(truth.trades.size()));
        int quantity = before.fill().quantity();
        count(truth, -quantity, before.fill().price());
        if (random.nextBoolean()) {
            FillReport bust = fill(
                    truth,
                    before.number(),
                    FillKind.BUSTED,
                    quantity,
                    before.fill().price());
            count(truth, -quantity, before.fill().price());
            send(bust);
        } else {
            FillReport corrected =
                    fill(truth, before.number(), FillKind.CORRECTED, 1 + random.nextInt(quantity), price());
            truth.trades.add(corrected);
            send(corrected);
        }
        report(truth);
    }

    private void report(Truth truth) {
        send(new OrderReport(
                truth.serial,
                truth.tag,
                truth.account,
                truth.order.itemCode(),
                truth.order.side(),
                truth.price,
                truth.order.quantity(),
                truth.filled,
                truth.cancelled,
                truth.rejected ? OrderStatus.REJECTED : OrderStatus.WORKING,
                truth.rejected ? "X" : "",
                truth.rejected ? "No." : "",
                truth.day,
                TIME.plusSeconds(++seconds)));
    }

    private void send(ExchangeEvent event) {
        everReported.add(event);
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            underway.add(random.nextInt(underway.size() + 1), event);
        }
    }

    private void deliver(int most) {
        for (int i = 0; i < most && !underway.isEmpty(); i++) {
            ExchangeEvent event = underway.remove(underway.size() - 1);
            if (event instanceof FillReport fill) {
                fills.take(fill);
                tracker.take(fill);
            } else if (event instanceof OrderReport report) {
                tracker.take(report);
            }
        }
    }

    /** Delivers all reports and ends working orders; the exchange's numbers restart. */
    private void endDay() {
        deliver(Integer.MAX_VALUE);
        compare();
        day = day.plusDays(1);
        truths.forEach(truth -> truth.cancelled +=
                truth.status() == OrderStatus.WORKING ? truth.order.quantity() - truth.filled - truth.cancelled : 0);
        tracker.beginDay(day);
        followed.record(List.of(), tracker.buffer().takeReports());
        serials = 0;
        trades = 0;
    }

    // ---- the replicas ----

    private void updateReplicas() {
        published.forEach(update -> {
            if (random.nextBoolean()) {
                update.run();
            }
        });
        published.clear();
    }

    private void queryForReplicas() {
        for (String account : ACCOUNTS) {
            ask(account, 1 + random.nextInt(5), random.nextInt(3));
        }
    }

    private void ask(String account, int pageSize, int pages) {
        OrderReplica replica = replica(account);
        boolean more = true;
        for (int i = 0; i < pages && more; i++) {
            OrderPage page = tracker.orders(account, replica.since(), order -> true, pageSize)
                    .orElseThrow();
            more = replica.onPage(page);
        }
        if (!more) {
            for (String id : replica.idsToQuery()) {
                info(account, id).ifPresentOrElse(replica::onOrder, () -> replica.onGone(id));
            }
        }
    }

    /** An order as the gateway returns it: from the tracker, or from the journal. */
    private Optional<OrderInfo> info(String account, String id) {
        return tracker.order(account, id)
                .or(() -> new OrderReplay(journal)
                        .find(new OrderKey(account, id))
                        .map(recorded -> recorded.order().info()));
    }

    // ---- the comparison ----

    private void end() {
        deliver(Integer.MAX_VALUE);
        tracker.flush();
        followed.record(List.of(), tracker.buffer().takeReports());
        compare();
        for (String account : ACCOUNTS) {
            ask(account, 3, Integer.MAX_VALUE);
            ask(account, 3, Integer.MAX_VALUE);
            Map<String, OrderInfo> replicated = new LinkedHashMap<>();
            replica(account).orders().forEach(order -> replicated.put(order.requestId(), order));
            for (OrderInfo order : tracker.orders(account, 0, any -> true, 10_000)
                    .orElseThrow()
                    .orders()) {
                require(order, replicated.get(order.requestId()), "in the replica");
            }
            for (OrderInfo order : replicated.values()) {
                if (order.status().isFinal() && hasChangedTrades(order.requestId())) {
                    // A replica does not ask again for an ended order that is in no page any more.
                    continue;
                }
                OrderInfo now = info(account, order.requestId()).orElseThrow();
                require(now.status(), order.status(), "in the replica of " + order.requestId());
                require(now.filled(), order.filled(), "filled in the replica of " + order.requestId());
            }
            require(true, replica(account).isWhole(), "the replica is complete");
        }
    }

    private boolean hasChangedTrades(String id) {
        return truths.stream().anyMatch(truth -> truth.id.equals(id) && truth.hasChangedTrades);
    }

    private void compare() {
        tracker.flush();
        // Orders that the tracker has dropped are looked up in the journal.
        followed.record(List.of(), tracker.buffer().takeReports());
        require(null, tracker.contradiction(), "a contradiction");
        for (Truth truth : truths) {
            OrderInfo info = info(truth.account, truth.id).orElseThrow();
            require(truth.status(), info.status(), truth.id);
            if (truth.status() != OrderStatus.REJECTED) {
                require(truth.filled, info.filled(), "filled of " + truth.id);
                require(truth.cancelled, info.cancelled(), "cancelled of " + truth.id);
                require(truth.serial, info.orderSerial(), "number of " + truth.id);
                if (!isForgetful) {
                    require(
                            truth.price.stripTrailingZeros(),
                            info.price().stripTrailingZeros(),
                            "price of " + truth.id);
                }
                BigDecimal average = truth.filled == 0
                        ? BigDecimal.ZERO
                        : truth.value.divide(BigDecimal.valueOf(truth.filled), 6, RoundingMode.HALF_EVEN);
                require(0, average.compareTo(info.averagePrice()), "average of " + truth.id + ": " + average);
            }
        }
        comparePositions();
    }

    /** In any order of trades, cash plus open positions at the last price equal the whole P&amp;L. */
    private void comparePositions() {
        BigDecimal last = new BigDecimal("17500.25");
        for (Instrument instrument : instruments) {
            fills.onTick(new Tick(instrument.itemCode(), TIME, last, 1));
        }
        Map<String, PositionInfo> open = new HashMap<>();
        fills.openPositions().forEach(position -> open.put(position.account() + " " + position.itemCode(), position));
        fills.positions().positions().forEach(position -> {
            String key = position.account() + " " + position.instrument().itemCode();
            require(net.get(key), position.quantity(), "held of " + key);
            BigDecimal whole = Objects.requireNonNull(cash.get(key))
                    .add(last.multiply(BigDecimal.valueOf(position.quantity())))
                    .multiply(position.instrument().multiplier());
            PositionInfo info = open.get(key);
            BigDecimal event = position.realizedPnl().add(info == null ? BigDecimal.ZERO : info.unrealizedPnl());
            // Each number is accurate to half a cent.
            require(true, whole.subtract(event).abs().compareTo(new BigDecimal("0.01")) <= 0, "P&L of " + key);
        });
    }

    private static void require(@Nullable Object expected, @Nullable Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new IllegalStateException(what + ": " + actual + ", and not " + expected);
        }
    }
}
