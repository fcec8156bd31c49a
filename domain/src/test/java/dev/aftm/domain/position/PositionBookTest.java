package dev.aftm.domain.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionBookTest {

    private static final Instrument TXF = new Instrument("TXFH1", BigDecimal.valueOf(200));

    private final PositionBook book = new PositionBook();

    private void trade(Side side, int quantity, String price) {
        book.book(new Fill("1", "A", "TXFH1", side, quantity, new BigDecimal(price), Instant.EPOCH), TXF);
    }

    private Position position() {
        return book.positions().get(0);
    }

    @Test
    void adding_to_a_position_averages_its_price() {
        trade(Side.BUY, 1, "17300");
        trade(Side.BUY, 2, "17330");
        assertThat(position().quantity()).isEqualTo(3);
        assertThat(position().averagePrice()).isEqualByComparingTo("17320");
        assertThat(position().unrealizedPnl(new BigDecimal("17321"))).isEqualByComparingTo("600");
        assertThat(position().realizedPnl()).isZero();
    }

    @Test
    void a_partial_close_realizes_pnl_and_keeps_the_average() {
        trade(Side.SELL, 3, "17300");
        trade(Side.BUY, 1, "17290");
        assertThat(position().quantity()).isEqualTo(-2);
        assertThat(position().averagePrice()).isEqualByComparingTo("17300");
        assertThat(position().realizedPnl()).isEqualByComparingTo("2000");
    }

    @Test
    void a_larger_opposite_fill_closes_first_and_then_opens() {
        trade(Side.BUY, 1, "17300");
        trade(Side.SELL, 3, "17310");
        assertThat(position().quantity()).isEqualTo(-2);
        assertThat(position().averagePrice()).isEqualByComparingTo("17310");
        assertThat(position().realizedPnl()).isEqualByComparingTo("2000");
        assertThat(book.realizedPnl()).isEqualByComparingTo("2000");
    }

    @Test
    void a_flat_position_has_no_average_price() {
        trade(Side.BUY, 1, "17300");
        trade(Side.SELL, 1, "17300");
        assertThat(position().quantity()).isZero();
        assertThat(position().averagePrice()).isZero();
        assertThat(position().openCost()).isZero();
    }

    @Test
    void a_fill_quantity_of_0_is_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> trade(Side.BUY, 0, "1"));
    }

    /** Realised and unrealised P&amp;L together equal the cash flow. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pnl_equals_the_cash_flow_to_the_cent(long seed) {
        Random random = new Random(seed);
        BigDecimal cash = BigDecimal.ZERO;
        long quantity = 0;
        for (int i = 0; i < 10_000; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            int traded = random.nextInt(1, 50);
            BigDecimal price = BigDecimal.valueOf(random.nextInt(1, 2_000_000), 2);
            trade(side, traded, price.toPlainString());
            long signed = side == Side.BUY ? traded : -traded;
            quantity += signed;
            cash = cash.subtract(price.multiply(BigDecimal.valueOf(signed)));
            BigDecimal last = BigDecimal.valueOf(random.nextInt(1, 2_000_000), 2);
            BigDecimal expected =
                    cash.add(last.multiply(BigDecimal.valueOf(quantity))).multiply(TXF.multiplier());
            BigDecimal found = position().realizedPnl().add(position().unrealizedPnl(last));
            assertThat(position().quantity()).as("seed %d, trade %d", seed, i).isEqualTo(quantity);
            assertThat(found.subtract(expected).abs().setScale(2, RoundingMode.HALF_EVEN))
                    .as("seed %d, trade %d", seed, i)
                    .isLessThanOrEqualTo(new BigDecimal("0.01"));
        }
    }

    @Test
    void positions_are_sorted_by_account_and_item() {
        PositionBook sorted = new PositionBook();
        for (String account : new String[] {"A2", "A1"}) {
            for (String item : new String[] {"TXFH1", "MXFH1"}) {
                sorted.carry(account, new Instrument(item, BigDecimal.ONE), 1, BigDecimal.TEN);
            }
        }
        assertThat(sorted.positions())
                .extracting(position ->
                        position.account() + " " + position.instrument().itemCode())
                .containsExactly("A1 MXFH1", "A1 TXFH1", "A2 MXFH1", "A2 TXFH1");
        assertThat(sorted.quantity("A1", "TXFH1")).isEqualTo(1);
        assertThat(sorted.quantity("A3", "TXFH1")).isZero();
    }
}
