package dev.aftm.interactor.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.domain.position.PositionBook;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Fills, corrections and busts in random order, repeated: positions and P&L are those of the fills that survive, and so are those
 * that a reader computes from the pages.
 */
final class TradeBookModel {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
    private static final String[] ITEMS = {"TXFH1", "MXFH1"};
    private static final String[] ACCOUNTS = {"SIM0001", "SIM0002"};
    private static final BigDecimal LAST = BigDecimal.valueOf(17_300);

    private final Random random;
    private final TradeBook trades = new TradeBook();
    private final List<FillReport> reports = new ArrayList<>();
    /** What survives of each trade, by its day and number. */
    private final Map<String, FillReport> surviving = new LinkedHashMap<>();

    private TradeBookModel(long seed) {
        random = new Random(seed);
        trades.list(List.of(instrument(ITEMS[0]), instrument(ITEMS[1])));
    }

    private static Instrument instrument(String item) {
        return new Instrument(item, BigDecimal.valueOf(item.equals("TXFH1") ? 200 : 50));
    }

    private static String key(LocalDate day, String number) {
        return day + " " + number;
    }

    private FillReport changed(FillReport made, FillKind kind, int second) {
        Fill fill = made.fill();
        boolean isBust = kind == FillKind.BUSTED;
        return new FillReport(
                made.tradingDay(),
                made.number(),
                made.tag(),
                kind,
                new Fill(
                        fill.orderSerial(),
                        fill.account(),
                        fill.itemCode(),
                        fill.side(),
                        isBust ? fill.quantity() : 1 + random.nextInt(9),
                        isBust ? fill.price() : price(),
                        Instant.EPOCH.plusSeconds(second)));
    }

    private BigDecimal price() {
        return BigDecimal.valueOf(random.nextLong(1, 200_000_000), 4);
    }

    private void make(LocalDate day, String number) {
        FillReport made = new FillReport(
                day,
                number,
                "tag",
                new Fill(
                        "000001",
                        ACCOUNTS[random.nextInt(2)],
                        ITEMS[random.nextInt(2)],
                        random.nextBoolean() ? Side.BUY : Side.SELL,
                        1 + random.nextInt(9),
                        price(),
                        Instant.EPOCH));
        FillReport last = made;
        reports.add(made);
        for (int second = 1; random.nextInt(3) == 0; second++) {
            last = changed(made, FillKind.CORRECTED, second);
            reports.add(last);
        }
        if (random.nextInt(4) == 0) {
            reports.add(changed(made, FillKind.BUSTED, random.nextInt(3)));
        } else {
            surviving.put(key(day, number), last);
        }
    }

    /**
     * Runs the model once.
     *
     * @throws AssertionError the book differs from the model
     */
    static void run(long seed) {
        new TradeBookModel(seed).run();
    }

    private void run() {
        int count = 1 + random.nextInt(30);
        for (int number = 1; number <= count; number++) {
            make(DAY.plusDays(number / 20), Integer.toString(number % 20));
        }
        List<FillReport> arriving = new ArrayList<>(reports);
        reports.stream().filter(report -> random.nextInt(3) == 0).forEach(arriving::add);
        Collections.shuffle(arriving, random);
        List<String> known = new ArrayList<>();
        for (FillReport report : arriving) {
            trades.take(report);
            String key = key(report.tradingDay(), report.number());
            if (!known.contains(key)) {
                known.add(key);
            }
            if (random.nextInt(3) == 0) {
                // Reading in between changes nothing.
                trades.profits(DAY);
            }
        }
        for (String item : ITEMS) {
            trades.onTick(new Tick(item, Instant.EPOCH, LAST, 1));
        }
        PositionBook expected = new PositionBook();
        known.stream().filter(surviving::containsKey).map(surviving::get).forEach(report -> book(expected, report));
        assertThat(trades.positions().positions()).isEqualTo(expected.positions());
        comparePnl();
        comparePages();
    }

    private static void book(PositionBook positions, FillReport report) {
        positions.book(report.fill(), instrument(report.fill().itemCode()));
    }

    /** Cash plus open positions at the last price, in whatever order the fills came. */
    private BigDecimal worth(String account) {
        return surviving.values().stream()
                .map(FillReport::fill)
                .filter(fill -> fill.account().equals(account))
                .map(fill -> LAST.subtract(fill.price())
                        .multiply(BigDecimal.valueOf((long) fill.side().sign() * fill.quantity()))
                        .multiply(instrument(fill.itemCode()).multiplier()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void comparePnl() {
        for (AccountPnl pnl : trades.profits(null)) {
            assertThat(pnl.realized()
                            .add(pnl.unrealized())
                            .subtract(worth(pnl.account()))
                            .abs())
                    .as("each number is accurate to half a cent")
                    .isLessThanOrEqualTo(new BigDecimal("0.02"));
        }
        LocalDate newest = DAY.plusDays(1);
        PositionBook ofDay = new PositionBook();
        TradeBook fresh = fresh();
        fresh.holdingsBefore(newest)
                .forEach(held ->
                        ofDay.carry(held.account(), instrument(held.itemCode()), held.quantity(), held.averagePrice()));
        surviving.values().stream()
                .filter(report -> report.tradingDay().equals(newest))
                .forEach(report -> book(ofDay, report));
        for (String account : ACCOUNTS) {
            BigDecimal expected = ofDay.positions().stream()
                    .filter(position -> position.account().equals(account))
                    .map(position -> position.realizedPnl().add(position.unrealizedPnl(LAST)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(Objects.requireNonNull(fresh.profitOf(account, newest))
                            .subtract(expected)
                            .abs())
                    .isLessThanOrEqualTo(new BigDecimal("0.02"));
        }
    }

    /** The same reports, taken before the day begins: a late fill of an earlier day does not change a day that has begun. */
    private TradeBook fresh() {
        TradeBook fresh = new TradeBook();
        fresh.list(List.of(instrument(ITEMS[0]), instrument(ITEMS[1])));
        reports.stream().filter(report -> report.tradingDay().equals(DAY)).forEach(fresh::take);
        reports.stream().filter(report -> !report.tradingDay().equals(DAY)).forEach(fresh::take);
        for (String item : ITEMS) {
            fresh.onTick(new Tick(item, Instant.EPOCH, LAST, 1));
        }
        return fresh;
    }

    /** For a reader the last entry of a trade counts, a bust for nothing. */
    private void comparePages() {
        for (String account : ACCOUNTS) {
            Map<String, Fill> read = new LinkedHashMap<>();
            for (FillPage.Numbered entry :
                    trades.page("feed", account, 0, 1_000).fills()) {
                String key = key(entry.tradingDay(), entry.number());
                assertThat(entry.kind() == FillKind.FILLED)
                        .as("the first entry of a trade is a fill, and only the first")
                        .isNotEqualTo(read.containsKey(key));
                read.put(key, entry.fill());
                if (entry.kind() == FillKind.BUSTED) {
                    read.remove(key);
                }
            }
            Map<String, Fill> expected = new LinkedHashMap<>();
            surviving.forEach((key, report) -> {
                if (report.fill().account().equals(account)) {
                    expected.put(key, report.fill());
                }
            });
            assertThat(read).isEqualTo(expected);
        }
    }
}
