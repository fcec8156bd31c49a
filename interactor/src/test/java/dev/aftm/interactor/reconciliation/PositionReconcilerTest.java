package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PositionReconcilerTest {

    private static final LocalDate MONDAY = LocalDate.of(2021, 7, 26);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private final FakeClock clock = new FakeClock();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private TradeBook fills = new TradeBook();
    private PositionReconciler reconciler = begun();

    /** Starts a new process, which knows only the journal. */
    private PositionReconciler begun() {
        fills = new TradeBook();
        fills.list(List.of(new Instrument("TXFH1", BigDecimal.valueOf(200))));
        return new PositionReconciler(clock, fills, journal, true);
    }

    private void trade(LocalDate day, String number, Side side, int quantity) {
        fills.take(new FillReport(
                day,
                number,
                "",
                new Fill("1", Orders.ACCOUNT, "TXFH1", side, quantity, BigDecimal.valueOf(17_300), Instant.EPOCH)));
    }

    private static List<PositionInfo> reported(long quantity) {
        return quantity == 0
                ? List.of()
                : List.of(new PositionInfo(
                        Orders.ACCOUNT, "TXFH1", quantity, BigDecimal.valueOf(17_200), BigDecimal.ZERO));
    }

    /** Compares twice, far enough apart for a late report. */
    private List<String> compared(LocalDate day, long quantity) {
        for (int i = 0; i < 2; i++) {
            reconciler.onDay(day);
            reconciler.compare(reported(quantity));
            clock.advance(Duration.ofSeconds(2));
        }
        return reconciler.differences();
    }

    private long held() {
        return fills.positions().quantity(Orders.ACCOUNT, "TXFH1");
    }

    @Test
    void opening_positions_are_reported_ones_less_the_days_fills() {
        trade(MONDAY, "1", Side.BUY, 2);
        assertThat(compared(MONDAY, 5)).isEmpty();
        assertThat(held()).isEqualTo(5);
        trade(MONDAY, "2", Side.SELL, 5);
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(held()).isZero();
    }

    @Test
    void opening_positions_survive_a_restart_on_the_same_day() {
        assertThat(compared(MONDAY, 3)).isEmpty();
        trade(MONDAY, "1", Side.BUY, 1);
        reconciler = begun();
        reconciler.onDay(MONDAY);
        trade(MONDAY, "1", Side.BUY, 1);
        assertThat(held()).isEqualTo(4);
        assertThat(compared(MONDAY, 4)).isEmpty();
        assertThat(compared(MONDAY, 6))
                .containsExactly("Account " + Orders.ACCOUNT
                        + " holds 4 TXFH1 according to the known fills, but 6 according to the exchange.");
    }

    @Test
    void a_fill_whose_report_is_late_is_no_difference() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        reconciler.compare(reported(1));
        clock.advance(Duration.ofMillis(500));
        reconciler.compare(reported(1));
        assertThat(reconciler.differences()).isEmpty();
        trade(MONDAY, "1", Side.BUY, 1);
        assertThat(compared(MONDAY, 1)).isEmpty();
    }

    @Test
    void a_difference_that_disappears_is_no_longer_reported() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, -1)).hasSize(1);
        assertThat(compared(MONDAY, 0)).isEmpty();
    }

    @Test
    void positions_are_carried_into_the_next_day() {
        trade(MONDAY, "1", Side.SELL, 2);
        assertThat(compared(MONDAY, -2)).isEmpty();
        assertThat(compared(TUESDAY, -2)).isEmpty();
        trade(TUESDAY, "1", Side.BUY, 1);
        assertThat(compared(TUESDAY, -1)).isEmpty();
        reconciler = begun();
        reconciler.onDay(TUESDAY);
        trade(TUESDAY, "1", Side.BUY, 1);
        assertThat(compared(TUESDAY, -1)).isEmpty();
        assertThat(held()).isEqualTo(-1);
    }

    @Test
    void a_process_started_later_uses_the_exchanges_positions() {
        assertThat(compared(MONDAY, 2)).isEmpty();
        reconciler = begun();
        assertThat(compared(TUESDAY, 7)).isEmpty();
        assertThat(held()).isEqualTo(7);
    }

    @Test
    void positions_of_an_account_without_fills_are_compared() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, 3)).hasSize(1);
    }

    @Test
    void fills_of_a_new_day_before_its_detection_count_once() {
        trade(MONDAY, "1", Side.BUY, 2);
        assertThat(compared(MONDAY, 2)).isEmpty();
        trade(TUESDAY, "1", Side.BUY, 3);
        assertThat(compared(TUESDAY, 5)).isEmpty();
        assertThat(held()).isEqualTo(5);
        reconciler = begun();
        reconciler.onDay(TUESDAY);
        trade(TUESDAY, "1", Side.BUY, 3);
        assertThat(held()).isEqualTo(5);
    }

    @Test
    void a_late_fill_is_not_mistaken_for_an_opening_position() {
        reconciler.onDay(MONDAY);
        reconciler.compare(reported(5));
        trade(MONDAY, "1", Side.BUY, 2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(compared(MONDAY, 5)).isEmpty();
        assertThat(held()).isEqualTo(5);
        trade(MONDAY, "2", Side.SELL, 5);
        assertThat(compared(MONDAY, 0)).isEmpty();
    }

    @Test
    void a_difference_stays_confirmed_while_others_change() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, 1)).hasSize(1);
        List<PositionInfo> both = new ArrayList<>(reported(1));
        both.add(new PositionInfo("OTHER01", "TXFH1", 7, BigDecimal.ONE, BigDecimal.ZERO));
        reconciler.compare(both);
        assertThat(reconciler.differences()).hasSize(1);
        reconciler.beginSession();
        assertThat(reconciler.isSound()).isFalse();
    }

    @Test
    void opening_positions_need_a_stable_report() {
        reconciler.onDay(MONDAY);
        reconciler.compare(reported(5));
        assertThat(reconciler.isCompared()).isFalse();
        assertThat(reconciler.isSound()).isFalse();
        clock.advance(Duration.ofMillis(500));
        reconciler.compare(reported(4));
        clock.advance(Duration.ofMillis(999));
        reconciler.compare(reported(4));
        assertThat(reconciler.isCompared())
                .as("the report has changed meanwhile")
                .isFalse();
        clock.advance(Duration.ofMillis(1));
        reconciler.compare(reported(4));
        assertThat(reconciler.isCompared()).isTrue();
        assertThat(reconciler.isSound()).isTrue();
        assertThat(held()).isEqualTo(4);
    }

    @Test
    void a_difference_counts_after_the_grace_period() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        reconciler.compare(reported(1));
        clock.advance(Duration.ofMillis(999));
        reconciler.compare(reported(1));
        assertThat(reconciler.isSound()).isTrue();
        clock.advance(Duration.ofMillis(1));
        reconciler.compare(reported(1));
        assertThat(reconciler.isSound()).isFalse();
        assertThat(reconciler.isCompared()).isTrue();
    }

    @Test
    void after_a_difference_the_next_day_opens_with_the_exchange() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, 3)).hasSize(1);
        assertThat(compared(TUESDAY, 3)).isEmpty();
        assertThat(held()).isEqualTo(3);
        assertThat(fills.positions().positions())
                .singleElement()
                .satisfies(position -> assertThat(position.averagePrice()).isEqualByComparingTo("17200"));
    }

    @Test
    void a_flat_position_is_not_carried() {
        trade(MONDAY, "1", Side.BUY, 2);
        trade(MONDAY, "2", Side.SELL, 2);
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(TUESDAY, 0)).isEmpty();
        assertThat(journal.last(LogEvent.PositionsCarried.class))
                .hasValueSatisfying(carried -> assertThat(carried.positions()).isEmpty());
    }

    @Test
    void nothing_is_carried_on_a_simulated_exchange() {
        PositionReconciler simulated = new PositionReconciler(clock, fills, journal, false);
        simulated.onDay(MONDAY);
        assertThat(simulated.isCompared()).isFalse();
        simulated.compare(reported(0));
        assertThat(simulated.isCompared()).isTrue();
        assertThat(journal.last(LogEvent.PositionsCarried.class)).isEmpty();
    }
}
