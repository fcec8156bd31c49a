package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.FakeLogHeadStore;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class JournalAgeCheckTest {

    private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final FakeClock clock = new FakeClock();
    private final FakeEventLog log = new FakeEventLog();
    private final FakeLogHeadStore heads = new FakeLogHeadStore();
    private final TradeBook fills = new TradeBook();
    private final OrderTracker orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE);
    private Supplier<CompletableFuture<OrderMassStatus>> list =
            () -> CompletableFuture.completedFuture(new OrderMassStatus(List.of(), true, DAY));
    private OrderJournal journal = opened();
    private JournalAgeCheck check = check();

    private OrderJournal opened() {
        return TestWiring.followed(
                new OrderJournal(clock, log, FakeOrderJournal.words(), heads, HistoryStore.NONE), orders);
    }

    private JournalAgeCheck check() {
        return new JournalAgeCheck(
                clock,
                journal,
                orders,
                fills,
                new dev.aftm.interactor.port.exchange.OrderStatusQuery() {
                    @Override
                    public CompletableFuture<OrderMassStatus> find(java.util.Collection<String> tags) {
                        return list.get();
                    }

                    @Override
                    public CompletableFuture<OrderMassStatus> list() {
                        return list.get();
                    }
                },
                Duration.ofMillis(500),
                PATIENCE);
    }

    /** Sends an order, then loses it: the log is what it was before. */
    private String lostTag() {
        List<LoggedEvent> backup = log.events();
        String tag = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(2))), DAY)
                .get(0)
                .tag();
        log.restore(backup);
        journal = opened();
        check = check();
        return tag;
    }

    private static OrderReport report(String tag) {
        return new OrderReport(
                "000007",
                tag,
                Orders.ACCOUNT,
                "TXFH1",
                Side.BUY,
                BigDecimal.ZERO,
                2,
                0,
                0,
                OrderStatus.WORKING,
                "",
                "",
                DAY,
                Instant.EPOCH);
    }

    private static FillReport fill(String tag, Side side, int quantity) {
        return new FillReport(
                DAY,
                tag + side + quantity,
                tag,
                new Fill("000007", Orders.ACCOUNT, "TXFH1", side, quantity, BigDecimal.TEN, Instant.EPOCH));
    }

    private boolean isAllowed(Side side, int quantity) {
        boolean allowed = check.refusal(Orders.ACCOUNT, Orders.market("TXFH1", side, quantity, ""), clock.nanoTime())
                .isEmpty();
        check.release();
        return allowed;
    }

    @Test
    void orders_of_the_journal_stop_nothing() {
        String tag = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(2))), DAY)
                .get(0)
                .tag();
        check.take(report(tag));
        check.take(report("of another system"));
        assertThat(check.finding()).isNull();
        assertThat(isAllowed(Side.BUY, 9)).isTrue();
    }

    @Test
    void an_order_that_the_journal_lacks_stops_new_orders() {
        heads.lose();
        String tag = lostTag();
        heads.lose();
        check.take(report(tag));
        assertThat(check.finding()).contains("lacks").contains(tag).contains("journal adopt");
        assertThat(isAllowed(Side.BUY, 1)).isFalse();
    }

    @Test
    void a_fill_alone_shows_that_an_order_is_lacking() {
        String tag = lostTag();
        check.take(fill(tag, Side.BUY, 2));
        assertThat(check.finding()).contains("000007");
    }

    @Test
    void a_journal_behind_its_head_stops_new_orders_at_once() {
        lostTag();
        assertThat(check.finding()).contains("lack its last events").contains("journal adopt");
        assertThat(check.mayLackOrders()).isTrue();
    }

    @Test
    void an_older_journal_does_not_grow_out_of_being_noticed() {
        lostTag();
        for (int i = 0; i < 5; i++) {
            journal.note(new LogEvent.AccountSelected("A" + i));
            journal = opened();
            assertThat(journal.isBehindItsHead()).as("start " + i).isTrue();
        }
    }

    @Test
    void an_order_that_only_reduces_the_position_may_go() {
        String tag = lostTag();
        fills.take(fill(tag, Side.BUY, 2));
        check.step();
        assertThat(isAllowed(Side.SELL, 2)).isTrue();
        assertThat(isAllowed(Side.SELL, 3)).isFalse();
        assertThat(isAllowed(Side.BUY, 1)).isFalse();
        assertThat(check.refusal(Orders.ACCOUNT, Orders.market("TXFH1", Side.SELL, 2, ""), clock.nanoTime()))
                .isEmpty();
        assertThat(check.refusal(Orders.ACCOUNT, Orders.market("TXFH1", Side.SELL, 2, ""), clock.nanoTime()))
                .as("a second one of the same group")
                .isNotEmpty();
    }

    @Test
    void an_exit_that_looks_like_a_forgotten_order_is_refused() {
        String tag = lostTag();
        fills.take(fill(tag, Side.BUY, 2));
        assertThat(isAllowed(Side.SELL, 1))
                .as("as long as the exchange has not listed its orders")
                .isFalse();
        check.step();
        assertThat(isAllowed(Side.SELL, 1)).isTrue();
        check.take(fill(tag, Side.SELL, 1));
        assertThat(isAllowed(Side.SELL, 1)).as("it may be the same order again").isFalse();
        assertThat(isAllowed(Side.SELL, 2)).isTrue();
    }

    @Test
    void no_exit_goes_if_the_list_is_incomplete() {
        String tag = lostTag();
        list = () -> CompletableFuture.completedFuture(new OrderMassStatus(
                List.of(new OrderStatusReport(
                        tag, Orders.ACCOUNT, "TXFH1", Side.BUY, BigDecimal.ZERO, 2, new OrderAck.Accepted("000007"))),
                false,
                DAY));
        fills.take(fill(tag, Side.BUY, 2));
        check.step();
        assertThat(isAllowed(Side.SELL, 1)).isFalse();
    }

    @Test
    void no_exit_goes_if_the_journal_was_begun_anew() {
        String tag = journal.recordIntents(List.of(Orders.request("request-1", Orders.buy(2))), DAY)
                .get(0)
                .tag();
        fills.take(fill(tag, Side.BUY, 2));
        log.restore(List.of());
        for (int start = 0; start < 2; start++) {
            journal = opened();
            check = check();
            check.step();
            assertThat(isAllowed(Side.SELL, 1)).isTrue();
            check.take(report(tag));
            assertThat(check.finding()).isNotNull();
            assertThat(isAllowed(Side.SELL, 1)).as("start " + start).isFalse();
        }
    }

    @Test
    void an_exchange_that_does_not_list_stops_all_without_a_known_head() {
        journal.note(new LogEvent.AccountSelected("A1"));
        heads.lose();
        journal = opened();
        list = CompletableFuture::new;
        check = check();
        for (int i = 0; i < 20; i++) {
            check.step();
            clock.advance(PATIENCE);
        }
        assertThat(check.isListed()).isFalse();
        assertThat(check.mayLackOrders()).isTrue();
    }

    @Test
    void adopted_orders_are_in_the_journal_and_new_ones_go_again() {
        String tag = lostTag();
        assertThat(orders.order(Orders.ACCOUNT, "~" + tag)).isEmpty();
        check.take(report(tag));
        assertThat(check.adopt("operator", "restored")).isEmpty();
        assertThat(check.finding()).isNull();
        assertThat(check.isListed()).as("listed once more").isFalse();
        OrderKey key = OrderKey.withoutId(Orders.ACCOUNT, tag);
        assertThat(journal.find(key)).hasValueSatisfying(entry -> {
            assertThat(entry.last()).isEqualTo(new OrderEvent.Acknowledged("000007"));
            assertThat(entry.order().quantity()).isEqualTo(2);
        });
        assertThat(journal.last(LogEvent.OrdersAdopted.class))
                .contains(new LogEvent.OrdersAdopted(1, "operator", "restored"));
        check.take(report(tag));
        assertThat(check.finding()).isNull();
        journal = opened();
        assertThat(journal.lacks(tag)).as("after a restart").isFalse();
        assertThat(journal.isBehindItsHead()).isFalse();
    }

    @Test
    void there_is_nothing_to_adopt_in_a_complete_journal() {
        assertThat(check.adopt("operator", "to be safe"))
                .hasValueSatisfying(why -> assertThat(why).contains("nothing to adopt"));
    }

    @Test
    void an_exchange_that_does_not_list_delays_orders_but_not_for_ever() {
        list = CompletableFuture::new;
        check = check();
        List<Boolean> listed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            check.step();
            listed.add(check.isListed());
            clock.advance(PATIENCE);
        }
        assertThat(listed).containsExactly(false, false, false, false, false, true);
    }

    @Test
    void without_a_known_head_nothing_is_certain_before_the_list() {
        journal.note(new LogEvent.AccountSelected("A1"));
        heads.lose();
        journal = opened();
        check = check();
        assertThat(check.mayLackOrders()).isTrue();
        check.step();
        assertThat(check.isListed()).as("an order may still be on its way").isFalse();
        clock.advance(Duration.ofMillis(500));
        check.step();
        assertThat(check.mayLackOrders()).isFalse();
    }

    @Test
    void a_power_loss_may_have_taken_the_last_events() {
        heads.losePower();
        for (int i = 0; i < 2; i++) {
            journal = opened();
            check = check();
            assertThat(check.finding()).as("start " + i).contains("the machine went down");
            assertThat(isAllowed(Side.BUY, 1)).isFalse();
            journal.close();
            heads.losePower();
        }
        journal = opened();
        check = check();
        assertThat(check.adopt("operator", "compared")).isEmpty();
        assertThat(check.finding()).isNull();
        journal = opened();
        assertThat(journal.isBehindItsHead()).isFalse();
    }

    @Test
    void a_journal_closed_in_order_outlives_the_machine() {
        journal.close();
        heads.losePower();
        journal = opened();
        assertThat(journal.isBehindItsHead()).isFalse();
        assertThat(journal.isHeadConfirmed()).isTrue();
    }

    @Test
    void an_older_journal_that_is_closed_in_order_stays_older() {
        lostTag();
        journal.close();
        heads.losePower();
        journal = opened();
        assertThat(journal.isBehindItsHead()).isTrue();
    }

    @Test
    void words_of_forgotten_short_tags_are_not_used_again() {
        journal.limitTags(10);
        heads.lose();
        String tag = lostTag();
        assertThat(tag).hasSize(10);
        heads.lose();
        journal = opened();
        journal.limitTags(10);
        check = check();
        check.take(report(tag));
        assertThat(check.finding()).contains(tag);
        assertThat(check.adopt("operator", "restored")).isEmpty();
        String next = journal.recordIntents(List.of(Orders.request("request-2", Orders.buy(2))), DAY)
                .get(0)
                .tag();
        assertThat(next).hasSize(10).startsWith(tag.substring(0, 2));
        assertThat(next.substring(0, 5)).isNotEqualTo(tag.substring(0, 5));
    }
}
