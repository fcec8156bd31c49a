package dev.aftm.interactor.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.port.ExchangeEvent.FillReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FillBookTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

    private final FillBook book = new FillBook();

    private static FillReport report(LocalDate day, String number, Side side, int quantity, String item) {
        return new FillReport(
                day,
                number,
                "tag",
                new Fill("000001", "SIM0001", item, side, quantity, BigDecimal.valueOf(17_300), Instant.EPOCH));
    }

    @Test
    void a_fill_counts_once_however_often_it_is_reported() {
        book.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        book.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        assertThat(book.fills()).hasSize(1);
    }

    @Test
    void the_same_number_on_another_trading_day_is_another_fill() {
        book.take(report(DAY, "1", Side.BUY, 2, "TXFH1"));
        book.take(report(DAY.plusDays(1), "1", Side.BUY, 2, "TXFH1"));
        assertThat(book.fills()).hasSize(2);
    }

    @Test
    void what_is_missing_is_known_once_it_is_known_how_many_there_are() {
        book.take(report(DAY, "2", Side.BUY, 1, "TXFH1"));
        assertThat(book.isBehind()).isFalse();
        book.expect(2);
        assertThat(book.isBehind()).isTrue();
        book.take(report(DAY, "1", Side.BUY, 1, "TXFH1"));
        assertThat(book.isBehind()).isFalse();
    }

    @Test
    void open_positions_count_by_multiplier_and_last_price_and_unlisted_ones_in_points() {
        book.list(List.of(new Instrument("TXFH1", BigDecimal.valueOf(200))));
        book.take(report(DAY, "1", Side.SELL, 2, "TXFH1"));
        book.take(report(DAY, "2", Side.BUY, 1, "OTHER"));
        book.onTick(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_290), 1));
        book.onTick(new Tick("OTHER", Instant.EPOCH, BigDecimal.valueOf(17_303), 1));
        assertThat(book.openPositions())
                .extracting(position -> position.itemCode() + " " + position.quantity() + " "
                        + position.unrealizedPnl().toPlainString())
                .containsExactly("OTHER 1 3", "TXFH1 -2 4000");
    }
}
