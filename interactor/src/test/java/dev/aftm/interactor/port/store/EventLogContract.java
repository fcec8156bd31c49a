package dev.aftm.interactor.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The behaviour of every event log. */
public interface EventLogContract {

    Instant TIME = Instant.parse("2021-07-26T01:00:00.123Z");

    LocalDate DAY = LocalDate.of(2021, 7, 26);

    /** The log under test, empty at first; the same during one test. */
    EventLog log();

    /** One event of every kind. */
    static List<LogEvent> everyKind() {
        List<OrderEvent> events = List.of(
                new OrderEvent.Requested(Orders.limit(Side.SELL, 17_300, 2), DAY, "entry of condition 1"),
                new OrderEvent.Requested(new CancelOrder(new OrderReference.BySerial("000001")), DAY, ""),
                new OrderEvent.Requested(
                        new ReplaceOrder(new OrderReference.ByRequestId("request-1"), new BigDecimal("17300.25"), 1),
                        DAY,
                        ""),
                new OrderEvent.Acknowledged("000001"),
                new OrderEvent.Rejected("PRICE", "價格 \"too far\"\n"),
                new OrderEvent.NotSent(),
                new OrderEvent.Unconfirmed("The line broke."),
                new OrderEvent.Closed("A cancel came first."),
                new OrderEvent.Resolved("000001", "operator", "seen"),
                new OrderEvent.Resolved(null, "operator", "not there"),
                new OrderEvent.StatusReported("000001", 2, new BigDecimal("17300.5"), 1, 0, TIME),
                new OrderEvent.Replaced("000001", "000002", 1, TIME),
                new OrderEvent.Filled(DAY, "0007", 1, new BigDecimal("17300"), TIME),
                new OrderEvent.FillBusted(DAY, "0007", TIME),
                new OrderEvent.FillCorrected(DAY, "0007", 2, new BigDecimal("17301.25"), TIME),
                new OrderEvent.Expired());
        List<LogEvent> all = new ArrayList<>();
        for (OrderEvent event : events) {
            all.add(new LogEvent.OfOrder(new OrderKey(Orders.ACCOUNT, "request-1"), "tag-1", event));
        }
        all.add(new LogEvent.OfOrder(new OrderKey(Orders.ACCOUNT, "request-2"), "", new OrderEvent.Closed("?")));
        all.add(new LogEvent.EpochBegun("abcde", "00001"));
        all.add(new LogEvent.OrdersAdopted(2, "operator", "restored"));
        all.add(new LogEvent.SessionChanged(ExchangeSession.State.DISCONNECTED));
        all.add(new LogEvent.AccountSelected("A1"));
        all.add(new LogEvent.InstrumentSelected("TXFH1"));
        all.add(new LogEvent.OrderDenied("A1", "request-1", "client", "RISK_REJECTED", "It is too large."));
        all.add(new LogEvent.KillSwitchChanged("engaged by client: strange prices"));
        all.add(new LogEvent.PositionsCarried(
                DAY, List.of(new CarriedPosition("A1", "TXFH1", -2, new BigDecimal("17300.25")))));
        return all;
    }

    /** Everything in a log. */
    static List<LoggedEvent> all(EventLog log) {
        return after(log, 0);
    }

    /** Everything in a log after a position. */
    static List<LoggedEvent> after(EventLog log, long position) {
        List<LoggedEvent> events = new ArrayList<>();
        log.read(position, events::add);
        return events;
    }

    @Test
    default void an_empty_log_has_neither_events_nor_a_hash() {
        assertThat(log().head()).isEqualTo(new EventLog.Head(0, ""));
        assertThat(all(log())).isEmpty();
    }

    @Test
    default void every_kind_of_event_is_read_as_it_was_appended() {
        List<LogEvent> events = everyKind();
        assertThat(log().append(TIME, events)).isEqualTo(1);
        List<LoggedEvent> expected = new ArrayList<>();
        for (LogEvent event : events) {
            expected.add(new LoggedEvent(expected.size() + 1L, TIME, event));
        }
        assertThat(all(log())).containsExactlyElementsOf(expected);
    }

    @Test
    default void positions_have_no_gap_and_the_head_moves() {
        LogEvent event = new LogEvent.AccountSelected("A1");
        assertThat(log().append(TIME, List.of(event, event))).isEqualTo(1);
        EventLog.Head before = log().head();
        assertThat(log().append(TIME.plusMillis(1), List.of(event))).isEqualTo(3);
        assertThat(before.position()).isEqualTo(2);
        assertThat(log().head().position()).isEqualTo(3);
        assertThat(log().head().hash()).isNotEmpty().isNotEqualTo(before.hash());
        assertThat(log().hashAt(2)).contains(before.hash());
        assertThat(log().hashAt(3)).contains(log().head().hash());
        assertThat(log().hashAt(4)).isEmpty();
        assertThat(after(log(), 1)).extracting(LoggedEvent::position).containsExactly(2L, 3L);
        assertThat(after(log(), 3)).isEmpty();
        assertThat(after(log(), 99)).isEmpty();
    }

    @Test
    default void reading_stops_when_the_reader_has_enough() {
        log().append(TIME, everyKind());
        List<Long> read = new ArrayList<>();
        log().read(2, event -> {
            read.add(event.position());
            return read.size() < 3;
        });
        assertThat(read).containsExactly(3L, 4L, 5L);
    }
}
