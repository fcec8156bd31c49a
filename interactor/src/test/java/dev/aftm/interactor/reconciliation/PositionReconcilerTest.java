package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.store.FakeOrderJournal;
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

    /** As a process begins: nothing known but what the journal holds. */
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

    /** Two looks, long enough apart for a late report. */
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
    void what_an_account_brings_along_is_what_the_exchange_reports_less_the_days_fills() {
        trade(MONDAY, "1", Side.BUY, 2);
        assertThat(compared(MONDAY, 5)).isEmpty();
        assertThat(held()).isEqualTo(5);
        trade(MONDAY, "2", Side.SELL, 5);
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(held()).isZero();
    }

    @Test
    void after_a_restart_on_the_same_day_what_was_brought_along_is_known_and_a_difference_is_seen() {
        assertThat(compared(MONDAY, 3)).isEmpty();
        trade(MONDAY, "1", Side.BUY, 1);
        reconciler = begun();
        reconciler.onDay(MONDAY);
        trade(MONDAY, "1", Side.BUY, 1);
        assertThat(held()).isEqualTo(4);
        assertThat(compared(MONDAY, 4)).isEmpty();
        assertThat(compared(MONDAY, 6))
                .containsExactly("Account " + Orders.ACCOUNT
                        + " holds 4 TXFH1 by the fills that are known, and 6 by what the exchange reports.");
    }

    @Test
    void a_fill_that_is_in_the_exchanges_positions_before_its_report_has_come_is_no_difference() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        reconciler.compare(reported(1));
        clock.advance(Duration.ofMillis(500));
        reconciler.compare(reported(1));
        assertThat(reconciler.differences()).isEmpty();
        trade(MONDAY, "1", Side.BUY, 1);
        assertThat(compared(MONDAY, 1)).isEmpty();
    }

    @Test
    void a_difference_that_goes_away_is_gone() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, -1)).hasSize(1);
        assertThat(compared(MONDAY, 0)).isEmpty();
    }

    @Test
    void positions_are_carried_into_the_next_day_whose_numbers_begin_anew() {
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
    void a_process_that_did_not_see_the_day_begin_takes_what_the_exchange_reports() {
        assertThat(compared(MONDAY, 2)).isEmpty();
        reconciler = begun();
        assertThat(compared(TUESDAY, 7)).isEmpty();
        assertThat(held()).isEqualTo(7);
    }

    @Test
    void positions_of_an_account_of_which_no_fill_is_known_are_compared_as_well() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, 3)).hasSize(1);
    }

    @Test
    void fills_of_a_new_day_that_come_before_its_beginning_is_noticed_count_once() {
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
    void a_fill_on_its_way_when_the_gateway_first_looks_is_not_taken_for_something_brought_along() {
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
    void a_difference_stays_confirmed_while_others_come_and_go() {
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
    void what_was_held_before_is_known_once_the_exchange_has_said_the_same_for_a_while() {
        reconciler.onDay(MONDAY);
        reconciler.compare(reported(5));
        assertThat(reconciler.isCompared()).isFalse();
        assertThat(reconciler.isSound()).isFalse();
        clock.advance(Duration.ofMillis(500));
        reconciler.compare(reported(4));
        clock.advance(Duration.ofMillis(999));
        reconciler.compare(reported(4));
        assertThat(reconciler.isCompared()).as("it has changed meanwhile").isFalse();
        clock.advance(Duration.ofMillis(1));
        reconciler.compare(reported(4));
        assertThat(reconciler.isCompared()).isTrue();
        assertThat(reconciler.isSound()).isTrue();
        assertThat(held()).isEqualTo(4);
    }

    @Test
    void a_difference_is_one_when_it_has_stayed_for_its_time_and_then_nothing_is_sound() {
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
    void after_a_difference_the_next_day_begins_with_what_the_exchange_says() {
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(MONDAY, 3)).hasSize(1);
        assertThat(compared(TUESDAY, 3)).isEmpty();
        assertThat(held()).isEqualTo(3);
        assertThat(fills.positions().positions())
                .singleElement()
                .satisfies(position -> assertThat(position.averagePrice()).isEqualByComparingTo("17200"));
    }

    @Test
    void what_is_flat_is_not_carried() {
        trade(MONDAY, "1", Side.BUY, 2);
        trade(MONDAY, "2", Side.SELL, 2);
        assertThat(compared(MONDAY, 0)).isEmpty();
        assertThat(compared(TUESDAY, 0)).isEmpty();
        assertThat(journal.lastNote("positions_carried"))
                .hasValueSatisfying(note -> assertThat(note).doesNotContain("TXFH1"));
    }

    @Test
    void a_simulated_exchange_tells_all_that_there_ever_was_so_nothing_is_carried() {
        PositionReconciler simulated = new PositionReconciler(clock, fills, journal, false);
        simulated.onDay(MONDAY);
        assertThat(simulated.isCompared()).isFalse();
        simulated.compare(reported(0));
        assertThat(simulated.isCompared()).isTrue();
        assertThat(journal.lastNote("positions_carried")).isEmpty();
    }
}
