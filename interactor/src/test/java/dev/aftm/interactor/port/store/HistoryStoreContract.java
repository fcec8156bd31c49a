package dev.aftm.interactor.port.store;

import static dev.aftm.interactor.port.store.EventLogContract.DAY;
import static dev.aftm.interactor.port.store.EventLogContract.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The behaviour of every history. */
public interface HistoryStoreContract {

    String PREFIX = "abcde00001-";

    OrderKey KEY = new OrderKey("A1", "request-1");

    OrderEvent ACKNOWLEDGED = new OrderEvent.Acknowledged("000001");

    /** The history under test, empty at first; the same during one test. */
    HistoryStore history();

    private static FakeEventLog log(LogEvent... events) {
        FakeEventLog log = new FakeEventLog();
        log.append(TIME, List.of(new LogEvent.EpochBegun("abcde", "00001")));
        log.append(TIME, List.of(events));
        return log;
    }

    private static LogEvent of(String requestId, String tag, OrderEvent event) {
        return new LogEvent.OfOrder(new OrderKey("A1", requestId), tag, event);
    }

    private static LogEvent requested(String requestId, String tag, OrderInstruction instruction, LocalDate day) {
        return of(requestId, tag, new OrderEvent.Requested(instruction, day, ""));
    }

    private static LogEvent order(String requestId, String tag, LocalDate day) {
        return requested(requestId, tag, Orders.limit(Side.BUY, 17_300, 1), day);
    }

    private static LogEvent order(String requestId, String tag) {
        return order(requestId, tag, DAY);
    }

    private List<Long> positions(String requestId) {
        return history().find(new OrderKey("A1", requestId)).events().stream()
                .map(LoggedEvent::position)
                .toList();
    }

    private HistorySummary summary(int days) {
        return HistorySummary.of(history(), days);
    }

    private List<Long> summarised(int days) {
        return summary(days).events().stream().map(LoggedEvent::position).toList();
    }

    @Test
    default void an_empty_history_knows_nothing() {
        assertThat(history().head()).isEqualTo(new EventLog.Head(0, ""));
        assertThat(history().find(KEY).events()).isEmpty();
        assertThat(summary(2)).isEqualTo(new HistorySummary(0, List.of(), List.of(), List.of()));
        history().follow(new FakeEventLog());
        assertThat(history().head()).isEqualTo(new EventLog.Head(0, ""));
    }

    @Test
    default void it_stores_the_log_up_to_its_end_and_goes_on() {
        FakeEventLog log = new FakeEventLog();
        log.append(TIME, EventLogContract.everyKind());
        history().follow(log);
        assertThat(history().head()).isEqualTo(log.head());
        log.append(TIME.plusMillis(1), EventLogContract.everyKind());
        history().follow(log);
        history().follow(log);
        assertThat(history().head()).isEqualTo(log.head());
        OrderKey key = new OrderKey(Orders.ACCOUNT, "request-1");
        assertThat(history().find(key).events())
                .hasSize(32)
                .isEqualTo(EventLogContract.all(log).stream()
                        .filter(logged -> logged.event() instanceof LogEvent.OfOrder of
                                && of.key().equals(key))
                        .toList());
    }

    @Test
    default void every_request_is_found_by_its_account_and_id() {
        history()
                .follow(log(
                        order("a", PREFIX + 1),
                        requested("b", PREFIX + 2, new CancelOrder(new OrderReference.ByRequestId("a")), DAY),
                        requested("c", PREFIX + 3, new ReplaceOrder(new OrderReference.ByRequestId("a"), null, 2), DAY),
                        of("d", "", new OrderEvent.Closed("A cancel came first.")),
                        new LogEvent.OfOrder(new OrderKey("A2", "a"), "", new OrderEvent.Closed("")),
                        of("a", PREFIX + 1, ACKNOWLEDGED)));
        assertThat(positions("a")).containsExactly(2L, 7L);
        assertThat(positions("b")).containsExactly(3L);
        assertThat(positions("c")).containsExactly(4L);
        assertThat(positions("d")).as("closed before it was ever sent").containsExactly(5L);
        assertThat(positions("e")).isEmpty();
        assertThat(history().find(new OrderKey("A2", "a")).events()).hasSize(1);
        assertThat(summary(1).ids())
                .containsExactlyInAnyOrder(
                        new OrderKey("A1", "a").fingerprint(),
                        new OrderKey("A1", "b").fingerprint(),
                        new OrderKey("A1", "c").fingerprint(),
                        new OrderKey("A1", "d").fingerprint(),
                        new OrderKey("A2", "a").fingerprint());
    }

    @Test
    default void another_log_is_derived_anew() {
        history().follow(log(order("a", PREFIX + 1), order("b", PREFIX + 2)));
        FakeEventLog other = log(order("c", PREFIX + 1), order("d", PREFIX + 2), order("e", PREFIX + 3));
        history().follow(other);
        assertThat(history().head()).isEqualTo(other.head());
        assertThat(positions("a")).isEmpty();
        assertThat(positions("c")).containsExactly(2L);
        assertThat(summary(1).ids()).hasSize(3);
    }

    @Test
    default void an_older_copy_of_the_log_is_derived_anew() {
        FakeEventLog log = log(order("a", PREFIX + 1));
        List<LoggedEvent> earlier = log.events();
        log.append(TIME, List.of(order("b", PREFIX + 2)));
        history().follow(log);
        log.restore(earlier);
        history().follow(log);
        assertThat(history().head()).isEqualTo(log.head());
        assertThat(positions("a")).containsExactly(2L);
        assertThat(positions("b")).isEmpty();
        log.restore(List.of());
        history().follow(log);
        assertThat(history().head().position()).isZero();
        assertThat(summary(2).ids()).isEmpty();
    }

    @Test
    default void a_cleared_history_is_empty_and_can_be_derived_anew() {
        FakeEventLog log = log(order("a", PREFIX + 1));
        history().follow(log);
        history().clear();
        an_empty_history_knows_nothing();
        history().follow(log);
        assertThat(history().head()).isEqualTo(log.head());
        assertThat(positions("a")).containsExactly(2L);
    }

    @Test
    default void the_last_trading_days_are_left_to_the_log() {
        history()
                .follow(log(
                        order("a", PREFIX + 1, DAY),
                        order("b", PREFIX + 2, DAY.plusDays(1)),
                        order("c", PREFIX + 3, DAY.plusDays(7)),
                        order("d", PREFIX + 4, DAY.plusDays(7)),
                        // The next day's session begins while the day before it is still being adopted.
                        order("e", PREFIX + 5, DAY.plusDays(8)),
                        order("f", PREFIX + 6, DAY.plusDays(7))));
        assertThat(summary(0).position()).isEqualTo(7);
        assertThat(summary(1).position()).isEqualTo(5);
        assertThat(summary(2).position()).isEqualTo(3);
        assertThat(summary(3).position()).isEqualTo(2);
        assertThat(summary(4).position()).isEqualTo(1);
        assertThat(summary(5).position()).as("fewer days than wanted").isZero();
    }

    @Test
    default void a_late_day_may_begin_before_an_earlier_one() {
        history()
                .follow(log(
                        order("a", PREFIX + 1, DAY),
                        order("b", PREFIX + 2, DAY.plusDays(2)),
                        order("c", PREFIX + 3, DAY.plusDays(1))));
        assertThat(summary(1).position()).isEqualTo(2);
        assertThat(summary(2).position()).isEqualTo(2);
    }

    @Test
    default void a_log_without_requests_is_left_to_the_log() {
        history().follow(log(new LogEvent.AccountSelected("A1")));
        assertThat(summary(1).position()).isZero();
        assertThat(summary(1).events()).isEmpty();
    }

    @Test
    default void unresolved_requests_are_given_with_all_their_events() {
        history()
                .follow(log(
                        order("a", PREFIX + 1),
                        order("b", PREFIX + 2),
                        order("c", PREFIX + 3),
                        order("d", PREFIX + 4),
                        order("e", PREFIX + 5),
                        of("a", PREFIX + 1, ACKNOWLEDGED),
                        of("b", PREFIX + 2, new OrderEvent.Unconfirmed("The line broke.")),
                        of("c", PREFIX + 3, new OrderEvent.NotSent()),
                        of("e", PREFIX + 5, new OrderEvent.Resolved(null, "operator", "not there")),
                        of("b", PREFIX + 2, new OrderEvent.Expired()),
                        order("c", PREFIX + 6),
                        of("c", PREFIX + 3, ACKNOWLEDGED)));
        assertThat(summarised(0)).containsExactly(1L, 3L, 4L, 5L, 8L, 9L, 11L, 12L, 13L);
    }

    @Test
    default void closing_resolves_nothing_that_may_have_been_sent() {
        history()
                .follow(log(
                        order("a", PREFIX + 1),
                        order("b", PREFIX + 2),
                        of("b", PREFIX + 2, new OrderEvent.Unconfirmed("The line broke.")),
                        order("c", PREFIX + 3),
                        of("c", PREFIX + 3, new OrderEvent.NotSent()),
                        of("a", PREFIX + 1, new OrderEvent.Closed("A cancel came first.")),
                        of("b", PREFIX + 2, new OrderEvent.Closed("A cancel came first.")),
                        of("c", PREFIX + 3, new OrderEvent.Closed("A cancel came first."))));
        assertThat(summarised(0)).containsExactly(1L, 2L, 3L, 4L, 7L, 8L);
    }

    @Test
    default void what_was_resolved_later_is_not_given() {
        FakeEventLog log = log(order("a", PREFIX + 1), order("b", PREFIX + 2, DAY.plusDays(1)));
        history().follow(log);
        assertThat(summarised(1)).containsExactly(1L, 2L);
        log.append(TIME, List.of(of("a", PREFIX + 1, ACKNOWLEDGED)));
        history().follow(log);
        assertThat(summarised(1)).as("resolved after the position").containsExactly(1L);
        log.append(TIME, List.of(of("a", PREFIX + 1, new OrderEvent.Unconfirmed("The answer was of another."))));
        history().follow(log);
        assertThat(summarised(1)).as("unknown again, after the position").containsExactly(1L, 2L);
    }

    @Test
    default void the_last_event_of_each_kind_is_given_and_each_epoch() {
        FakeEventLog log = log(
                new LogEvent.AccountSelected("A1"),
                new LogEvent.InstrumentSelected("TXFH1"),
                new LogEvent.EpochBegun("abcde", "00002"),
                new LogEvent.AccountSelected("A2"),
                order("a", PREFIX + 1, DAY),
                of("a", PREFIX + 1, ACKNOWLEDGED),
                order("b", PREFIX + 2, DAY.plusDays(1)),
                of("b", PREFIX + 2, ACKNOWLEDGED),
                new LogEvent.AccountSelected("A3"),
                new LogEvent.EpochBegun("abcde", "00003"));
        history().follow(log);
        assertThat(summarised(1)).containsExactly(1L, 3L, 4L, 5L);
        assertThat(summarised(0)).containsExactly(1L, 3L, 4L, 10L, 11L);
        List<LoggedEvent> all = EventLogContract.all(log);
        assertThat(summary(0).events()).isSubsetOf(all);
    }

    @Test
    default void the_highest_tag_of_each_epoch_is_given() {
        history()
                .follow(log(
                        order("a", PREFIX + "9"),
                        order("b", PREFIX + "a"),
                        new LogEvent.EpochBegun("abcde", "00002"),
                        new LogEvent.EpochBegun("abcde", "00003"),
                        order("c", "abcde00003-z"),
                        order("d", "abcde00003-10"),
                        // Adopted, in no order.
                        order("e", PREFIX + "c"),
                        order("f", PREFIX + "b"),
                        order("g", "abcde00003-11", DAY.plusDays(1)),
                        order("h", PREFIX + "d", DAY.plusDays(1))));
        assertThat(summary(1).tags()).containsExactlyInAnyOrder(PREFIX + "c", "abcde00003-10");
        assertThat(summary(0).tags()).containsExactlyInAnyOrder(PREFIX + "d", "abcde00003-11");
    }

    @Test
    default void every_tag_of_no_epoch_is_given() {
        history()
                .follow(log(
                        order("a", "abcde00000-1"),
                        order("b", "abcde00000-2"),
                        order("c", "note"),
                        order("d", "abcde00000-3", DAY.plusDays(1))));
        assertThat(summary(1).tags()).containsExactlyInAnyOrder("abcde00000-1", "abcde00000-2", "note");
        assertThat(summary(0).tags()).containsExactlyInAnyOrder("abcde00000-1", "abcde00000-2", "abcde00000-3", "note");
    }

    @Test
    default void a_summary_and_the_rest_of_the_log_tell_what_the_log_tells() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            history().clear();
            FakeEventLog log = new FakeEventLog();
            RandomLog growing = new RandomLog(log, seed);
            for (int i = 60; i > 0; i--) {
                growing.grow();
                if (random.nextInt(20) == 0) {
                    history().follow(log);
                }
            }
            for (int days = 0; days < 5; days++) {
                HistorySummary summary = summary(days);
                assertThat(summary.position()).isBetween(0L, history().head().position());
                assertThat(KnownOfLog.of(summary, log).described())
                        .as("seed %d, %d days", seed, days)
                        .isEqualTo(KnownOfLog.of(log).described());
                assertThat(summary.ids()).doesNotHaveDuplicates();
                assertThat(outside(days, summary.position(), log))
                        .as("seed %d, %d days", seed, days)
                        .isEmpty();
            }
        }
    }

    /** The requests of the last days that the caller would not find in the log. */
    private List<LoggedEvent> outside(int days, long position, EventLog log) {
        List<LoggedEvent> requests = EventLogContract.all(log).stream()
                .filter(logged -> logged.position() <= history().head().position() && tradingDay(logged) != null)
                .toList();
        TreeSet<LocalDate> all = new TreeSet<>();
        requests.forEach(logged -> all.add(tradingDay(logged)));
        List<LocalDate> last = all.descendingSet().stream().limit(days).toList();
        return requests.stream()
                .filter(logged -> last.contains(tradingDay(logged)) && logged.position() <= position)
                .toList();
    }

    @SuppressWarnings("NullAway") // Null stands for an event that is no request.
    private static LocalDate tradingDay(LoggedEvent logged) {
        return logged.event() instanceof LogEvent.OfOrder of && of.event() instanceof OrderEvent.Requested request
                ? request.tradingDay()
                : null;
    }
}
