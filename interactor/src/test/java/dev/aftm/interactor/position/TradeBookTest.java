package dev.aftm.interactor.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TradeBookTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final TradeBook trades = new TradeBook();

    private static FillReport report(LocalDate day, String number, Side side, int quantity, String item) {
        return new FillReport(
                day,
                number,
                "tag",
                new Fill("000001", "SIM0001", item, side, quantity, BigDecimal.valueOf(17_300), Instant.EPOCH));
    }

    @Test
    void a_fill_counts_once_however_often_it_is_reported() {
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        assertThat(trades.fills()).hasSize(1);
    }

    @Test
    void the_same_number_on_another_trading_day_is_another_fill() {
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        trades.take(report(DAY.plusDays(1), "1", Side.BUY, 2, "TXFH1"));
        assertThat(trades.fills()).hasSize(2);
    }

    @Test
    void missing_reports_are_detected_by_the_expected_count() {
        trades.take(report(DAY, "2", Side.BUY, 1, "TXFH1"));
        assertThat(trades.isBehind()).isFalse();
        trades.expect(2);
        assertThat(trades.isBehind()).isTrue();
        trades.take(report(DAY, "1", Side.BUY, 1, "TXFH1"));
        assertThat(trades.isBehind()).isFalse();
    }

    @Test
    void unlisted_instruments_are_valued_in_points() {
        trades.list(List.of(new Instrument("TXFH1", BigDecimal.valueOf(200))));
        trades.take(report(DAY, "1", Side.SELL, 2, "TXFH1"));
        trades.take(report(DAY, "2", Side.BUY, 1, "OTHER"));
        trades.onTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_290), 1));
        trades.onTick(new Tick("OTHER", Instant.EPOCH, BigDecimal.valueOf(17_303), 1));
        assertThat(trades.openPositions())
                .extracting(position -> position.itemCode() + " " + position.quantity() + " "
                        + position.unrealizedPnl().toPlainString())
                .containsExactly("OTHER 1 3", "TXFH1 -2 4000");
    }

    /** Lists TXFH1 at 200 a point and sets its last price. */
    private void tradeAt(int price) {
        trades.list(List.of(new Instrument("TXFH1", BigDecimal.valueOf(200))));
        trades.onTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(price), 1));
    }

    private static String text(AccountPnl pnl) {
        return pnl.account() + " " + pnl.realized().toPlainString() + " "
                + pnl.unrealized().toPlainString() + " " + pnl.ofDay();
    }

    @Test
    void pnl_of_a_day_starts_from_its_opening_positions() {
        tradeAt(17_310);
        trades.carry(DAY, List.of(new CarriedPosition("SIM0001", "TXFH1", 3, BigDecimal.valueOf(17_200))));
        trades.take(report(DAY, "1", Side.SELL, 1, "TXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY))
                .as("1 closed at 17,300 and 2 open at 17,310, all bought at 17,200")
                .isEqualByComparingTo(BigDecimal.valueOf((100 + 2 * 110) * 200));
        assertThat(trades.profitOf("OTHER01", DAY)).isEqualByComparingTo("0");
        assertThat(trades.profits(DAY)).map(TradeBookTest::text).containsExactly("SIM0001 20000 44000 64000");
        assertThat(trades.profits(null)).map(TradeBookTest::text).containsExactly("SIM0001 20000 44000 null");
    }

    @Test
    void a_new_day_starts_with_the_open_positions_at_average_price() {
        tradeAt(17_310);
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY)).isEqualByComparingTo("4000");
        assertThat(trades.profitOf("SIM0001", DAY.plusDays(1)))
                .as("open contracts are valued against their average price")
                .isEqualByComparingTo("4000");
        trades.take(report(DAY.plusDays(1), "1", Side.SELL, 2, "TXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY.plusDays(1))).isEqualByComparingTo("0");
        trades.take(report(DAY.plusDays(2), "1", Side.BUY, 1, "TXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY.plusDays(2))).isEqualByComparingTo("2000");
        trades.take(report(DAY, "late", Side.BUY, 9, "TXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY.plusDays(2)))
                .as("after a late report of an earlier day")
                .isEqualByComparingTo("2000");
    }

    @Test
    void pnl_is_unknown_without_a_price_or_multiplier() {
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        trades.onTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_310), 1));
        assertThat(trades.profitOf("SIM0001", DAY))
                .as("the instrument is not listed")
                .isNull();
        assertThat(trades.multiplier("TXFH1")).isNull();
        assertThat(trades.multiplier("MXFH1")).isNull();
        trades.list(List.of(new Instrument("TXFH1", BigDecimal.valueOf(200))));
        assertThat(trades.multiplier("TXFH1")).isEqualByComparingTo("200");
        trades.list(List.of(new Instrument("MXFH1", BigDecimal.valueOf(50))));
        trades.take(report(DAY, "2", Side.BUY, 1, "MXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY)).as("there is no last price").isNull();
        trades.take(report(DAY, "3", Side.SELL, 1, "MXFH1"));
        assertThat(trades.profitOf("SIM0001", DAY))
                .as("closed contracts need no price")
                .isNotNull();
    }

    @Test
    void opening_positions_replace_earlier_fills() {
        tradeAt(17_310);
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        assertThat(trades.openPositions()).hasSize(1);
        long version = trades.version();
        trades.carry(DAY.plusDays(1), List.of(new CarriedPosition("SIM0001", "TXFH1", 7, BigDecimal.valueOf(17_000))));
        assertThat(trades.version()).isGreaterThan(version);
        assertThat(trades.openPositions())
                .singleElement()
                .satisfies(position -> assertThat(position.quantity()).isEqualTo(7));
        trades.take(report(DAY, "2", Side.BUY, 1, "TXFH1"));
        assertThat(trades.held("SIM0001", "TXFH1"))
                .as("the fill is contained in the opening positions")
                .isEqualTo(7);
        trades.take(report(DAY.plusDays(1), "1", Side.SELL, 7, "TXFH1"));
        assertThat(trades.openPositions()).isEmpty();
        assertThat(trades.holdings()).as("including flat positions").hasSize(1);
        assertThat(trades.holdingsBefore(DAY.plusDays(1)))
                .containsExactly(new CarriedPosition("SIM0001", "TXFH1", 7, new BigDecimal("17000")));
        assertThat(trades.holdingsBefore(DAY.plusDays(2)))
                .extracting(CarriedPosition::quantity)
                .containsExactly(0L);
    }

    private static FillReport changed(FillKind kind, String number, int quantity, int price, int second) {
        return new FillReport(
                DAY,
                number,
                "tag",
                kind,
                new Fill(
                        "000001",
                        "SIM0001",
                        "TXFH1",
                        Side.BUY,
                        quantity,
                        BigDecimal.valueOf(price),
                        Instant.EPOCH.plusSeconds(second)));
    }

    private List<String> entries() {
        return trades.page("feed", "SIM0001", 0, 100).fills().stream()
                .map(entry ->
                        entry.kind() + " " + entry.number() + " " + entry.fill().quantity())
                .toList();
    }

    @Test
    void a_bust_takes_its_fill_out_of_position_and_pnl() {
        tradeAt(17_310);
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        trades.take(report(DAY, "2", Side.BUY, 1, "TXFH1"));
        long version = trades.version();
        trades.take(changed(FillKind.BUSTED, "1", 2, 17_300, 1));
        trades.take(changed(FillKind.BUSTED, "1", 2, 17_300, 1));
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        assertThat(trades.version()).isEqualTo(version + 1);
        assertThat(trades.profitOf("SIM0001", DAY)).isEqualByComparingTo("2000");
        assertThat(trades.held("SIM0001", "TXFH1")).isEqualTo(1);
        assertThat(trades.fills()).hasSize(1);
        assertThat(entries()).containsExactly("FILLED 1 2", "FILLED 2 1", "BUSTED 1 2");
    }

    @Test
    void the_latest_correction_of_a_fill_counts() {
        tradeAt(17_310);
        trades.take(report(DAY, "1", Side.BUY, 3, "TXFH1"));
        trades.take(changed(FillKind.CORRECTED, "1", 1, 17_290, 2));
        trades.take(changed(FillKind.CORRECTED, "1", 2, 17_000, 1));
        trades.take(changed(FillKind.CORRECTED, "1", 1, 17_290, 2));
        assertThat(trades.profits(DAY)).map(TradeBookTest::text).containsExactly("SIM0001 0 4000 4000");
        assertThat(entries()).containsExactly("FILLED 1 3", "CORRECTED 1 1");
    }

    @Test
    void a_fill_after_its_bust_or_correction_counts_as_changed() {
        trades.expect(2);
        trades.take(changed(FillKind.BUSTED, "1", 2, 17_300, 1));
        trades.take(changed(FillKind.CORRECTED, "2", 1, 17_290, 1));
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        trades.take(report(DAY, "2", Side.BUY, 3, "TXFH1"));
        assertThat(trades.held("SIM0001", "TXFH1")).isEqualTo(1);
        assertThat(entries()).as("readers know nothing that is void").containsExactly("FILLED 2 1");
        assertThat(trades.isBehind()).isFalse();
    }

    @Test
    void a_bust_of_an_earlier_day_leaves_opening_positions() {
        trades.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        trades.carry(DAY.plusDays(1), List.of(new CarriedPosition("SIM0001", "TXFH1", 2, BigDecimal.valueOf(17_000))));
        trades.take(changed(FillKind.BUSTED, "1", 2, 17_300, 1));
        assertThat(trades.held("SIM0001", "TXFH1")).isEqualTo(2);
    }

    @Test
    void fills_are_paged_per_account() {
        for (int number = 1; number <= 100; number++) {
            trades.take(report(DAY, "a" + number, Side.BUY, 1, "TXFH1"));
            trades.take(new FillReport(
                    DAY,
                    "b" + number,
                    "",
                    new Fill("1", "OTHER01", "TXFH1", Side.SELL, 1, BigDecimal.TEN, Instant.EPOCH)));
        }
        FillPage first = trades.page("feed", "SIM0001", 0, 60);
        assertThat(first.fills()).hasSize(60);
        assertThat(first.more()).isTrue();
        FillPage second = trades.page("feed", "SIM0001", first.sequence(), 60);
        assertThat(second.fills()).hasSize(40);
        assertThat(second.more()).isFalse();
        assertThat(second.sequence()).isEqualTo(200);
        assertThat(second.fills().get(39).number()).isEqualTo("a100");
        assertThat(trades.page("feed", "SIM0001", 1_000, 60).sequence()).isEqualTo(200);
    }
}
