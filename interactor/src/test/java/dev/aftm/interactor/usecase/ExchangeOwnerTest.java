package dev.aftm.interactor.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.OrderChange;
import dev.aftm.domain.risk.Limits;
import dev.aftm.domain.risk.OrderQuantityRule;
import dev.aftm.domain.risk.RiskCheck;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.interactor.gateway.ChangeRequest;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.GatewayRequest;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.gateway.Orders;
import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.FakeExchange;
import dev.aftm.interactor.port.FakeOrderJournal;
import dev.aftm.interactor.port.OrderEntry.Answer;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournal.OrderKey;
import dev.aftm.interactor.port.OrderJournal.State;
import dev.aftm.interactor.port.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a group of orders and changes goes to the exchange: in what order, with what figures, and what is left where it fails. */
final class ExchangeOwnerTest {

    private final WatchedExchange watched = new WatchedExchange();
    private final FakeClock clock = watched.clock;
    private final FakeExchange exchange = watched.exchange;
    private final FakeOrderJournal disk = watched.disk;
    private final OrderBook orders = watched.orders;
    private final OrderJournal journal = watched.journal;
    private final SnapshotBoard board = watched.board;
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final FillBook fills = watched.fills;
    private final ExchangeWatch watch = watched.watch;
    private boolean isStopped;
    private final ExchangeOwner owner = new ExchangeOwner(
            clock,
            exchange,
            exchange,
            journal,
            watch,
            () -> isStopped,
            new RiskGate(
                    clock,
                    exchange,
                    new RiskCheck(List.of(new OrderQuantityRule())),
                    new RiskLimitBook(List.of(new RiskLimitBook.Entry(
                            null, null, Limits.none().orderQuantity(5).made()))),
                    fills,
                    orders,
                    () -> true),
            null,
            metrics);
    private final List<List<PendingOrder>> handedBack = new ArrayList<>();
    private int turns;

    private PendingOrder pending(GatewayRequest request) {
        return new PendingOrder(
                request,
                "client",
                clock.nanoTime(),
                clock.nanoTime() + Duration.ofSeconds(10).toNanos(),
                false);
    }

    private PendingOrder order(String id) {
        return pending(Orders.request(id, Orders.buy(1)));
    }

    private static ChangeRequest cancel(String id, String target) {
        return new ChangeRequest(id, Orders.ACCOUNT, OrderChange.cancel(target), null);
    }

    private void execute(PendingOrder... group) {
        owner.execute(List.of(group), () -> turns++, handedBack::add);
    }

    private State stateOf(String id) {
        return journal.find(new OrderKey(Orders.ACCOUNT, id)).orElseThrow().state();
    }

    private void login() {
        watch.login();
        exchange.behave(order -> {
            clock.advance(Duration.ofMillis(1));
            return new Answer.Accepted("000001");
        });
    }

    @Test
    void where_an_orders_time_goes_is_told() {
        login();
        PendingOrder order = order("request-1");
        clock.advance(Duration.ofMillis(7));
        execute(order);
        assertThat(metrics.told())
                .containsExactly(
                        "QUEUE 7000000", "RISK 0", "committed 0", "JOURNAL 0", "EXCHANGE 1000000", "committed 0");
        assertThat(order.handedBackNanos()).isEqualTo(clock.nanoTime());
    }

    @Test
    void quick_outcomes_share_a_commit_and_slow_ones_are_handed_back_by_themselves() {
        login();
        PendingOrder first = order("request-1");
        PendingOrder second = order("request-2");
        PendingOrder third = order("request-3");
        execute(first, second, third);
        assertThat(handedBack).containsExactly(List.of(first, second), List.of(third));
        assertThat(turns).as("others have a turn before each call").isEqualTo(3);
    }

    @Test
    void a_cancel_finds_the_order_that_was_sent_right_before_it_in_the_same_group() {
        login();
        exchange.behave(order -> new Answer.Accepted("000077"));
        exchange.answerChanges(() -> new Answer.Accepted("000077"));
        PendingOrder order = order("request-1");
        PendingOrder cancel = pending(cancel("cancel-01", "request-1"));
        PendingOrder another = order("request-2");
        execute(order, cancel, another);
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000077");
        assertThat(handedBack).containsExactly(List.of(order), List.of(cancel, another));
        assertThat(disk.entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.state()).isEqualTo(new State.Accepted("000077")));
    }

    @Test
    void an_order_whose_last_moment_has_come_is_not_sent() {
        login();
        PendingOrder late = new PendingOrder(
                Orders.request("request-1", Orders.buy(1)), "client", clock.nanoTime(), clock.nanoTime(), false);
        PendingOrder inTime = new PendingOrder(
                Orders.request("request-2", Orders.buy(1)), "client", clock.nanoTime(), clock.nanoTime() + 1, false);
        execute(late, inTime);
        assertThat(late.result()).isEqualTo(OrderResult.expired());
        assertThat(exchange.received()).hasSize(1);
        assertThat(handedBack).containsExactly(List.of(late), List.of(inTime));
    }

    @Test
    void an_order_whose_time_passes_while_others_are_sent_is_not_sent_nor_is_its_cancel() {
        login();
        PendingOrder first = order("request-1");
        PendingOrder late = new PendingOrder(
                Orders.request("request-2", Orders.buy(1)), "client", clock.nanoTime(), clock.nanoTime() + 1, false);
        PendingOrder lateCancel = new PendingOrder(
                cancel("cancel-01", "request-1"), "client", clock.nanoTime(), clock.nanoTime() + 1, true);
        execute(first, late, lateCancel);
        assertThat(late.result()).isEqualTo(OrderResult.expired());
        assertThat(lateCancel.result()).isEqualTo(OrderResult.expired());
        assertThat(stateOf("request-2")).isEqualTo(new State.NotSent());
        assertThat(stateOf("cancel-01")).isEqualTo(new State.NotSent());
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void what_is_taken_back_meanwhile_is_not_sent() {
        login();
        PendingOrder first = order("request-1");
        PendingOrder order = order("request-2");
        PendingOrder cancel = pending(cancel("cancel-01", "request-1"));
        exchange.behave(sent -> {
            assertThat(order.withdraw()).isTrue();
            assertThat(cancel.withdraw()).isTrue();
            return new Answer.Accepted("000001");
        });
        owner.execute(List.of(first, order, cancel), () -> {}, back -> {});
        assertThat(exchange.received()).hasSize(1);
        assertThat(exchange.changes()).isEmpty();
        assertThat(stateOf("request-2")).isEqualTo(new State.NotSent());
        assertThat(stateOf("cancel-01")).isEqualTo(new State.NotSent());
    }

    @Test
    void the_kill_switch_stops_a_change_but_no_cancel() {
        login();
        exchange.answerChanges(() -> new Answer.Accepted("000001"));
        execute(order("request-1"));
        isStopped = true;
        PendingOrder change = pending(
                new ChangeRequest("change-01", Orders.ACCOUNT, new OrderChange("request-1", null, null, 1), null));
        PendingOrder cancel = pending(cancel("cancel-01", "request-1"));
        execute(change, cancel);
        assertThat(change.result()).isEqualTo(OrderResult.stopped());
        assertThat(stateOf("change-01")).isEqualTo(new State.NotSent());
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000001");
    }

    @Test
    void outcomes_that_cannot_be_recorded_are_unknown_and_no_order_is_taken_until_they_are_found_out() {
        login();
        disk.failOutcomes();
        PendingOrder order = order("request-1");
        execute(order);
        assertThat(order.result()).isInstanceOfSatisfying(OrderResult.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.ORDER_STATE_UNKNOWN);
            assertThat(failed.orderSent()).isEqualTo(OrderSent.UNKNOWN);
        });
        assertThat(board.read().recovered()).isFalse();
        assertThat(board.read().journalFault()).isEqualTo("The disk is full.");
    }

    @Test
    void intents_that_cannot_be_recorded_are_not_sent_and_that_is_said_until_one_can() {
        login();
        disk.failIntents();
        PendingOrder order = order("request-1");
        execute(order);
        assertThat(order.result())
                .isEqualTo(OrderResult.notSent(ErrorCode.PROCESSING_ERROR, "Nothing was sent: The disk is full."));
        assertThat(exchange.received()).isEmpty();
        assertThat(board.read().journalFault()).isEqualTo("The disk is full.");
    }

    @Test
    void an_order_whose_call_failed_and_that_the_exchange_has_reported_meanwhile_is_known() {
        login();
        exchange.behave(order -> {
            journal.recordOutcomes(List.of(
                    new OrderJournal.Outcome(new OrderKey(Orders.ACCOUNT, "request-1"), new State.Accepted("000009"))));
            throw new IllegalStateException("The line broke.");
        });
        execute(order("request-1"));
        assertThat(stateOf("request-1")).isEqualTo(new State.Accepted("000009"));
    }

    @Test
    void what_the_limits_refuse_is_handed_back_first_and_leaves_room_for_what_follows() {
        login();
        PendingOrder tooLarge = pending(Orders.request("request-1", Orders.buy(6)));
        PendingOrder order = order("request-2");
        execute(tooLarge, order);
        assertThat(handedBack).containsExactly(List.of(tooLarge), List.of(order));
        assertThat(tooLarge.result())
                .isInstanceOfSatisfying(
                        OrderResult.Failed.class,
                        failed -> assertThat(failed.orderSent()).isEqualTo(OrderSent.NO));
        assertThat(journal.find(new OrderKey(Orders.ACCOUNT, "request-1")))
                .as("its id is not consumed")
                .isEmpty();
    }
}
