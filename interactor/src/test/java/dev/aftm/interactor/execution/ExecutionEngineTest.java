package dev.aftm.interactor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.domain.risk.Limits;
import dev.aftm.domain.risk.OrderQuantityRule;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.monitor.RecordedMetrics;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerFixture;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The execution of a group of orders and changes: the sequence, the measurements, and what is recorded if a step fails. */
final class ExecutionEngineTest {

    private final SynchronizerFixture fixture = new SynchronizerFixture();
    private final FakeClock clock = fixture.clock;
    private final FakeExchange exchange = fixture.exchange;
    private final FakeOrderJournal disk = fixture.disk;
    private final OrderTracker orders = fixture.orders;
    private final OrderJournal journal = fixture.journal;
    private final SnapshotHolder snapshots = fixture.snapshots;
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final TradeBook fills = fixture.fills;
    private final ExchangeSynchronizer synchronizer = fixture.synchronizer;
    private boolean isStopped;
    private final ExecutionEngine engine = TestWiring.engine(
            clock,
            exchange,
            exchange,
            journal,
            synchronizer,
            () -> isStopped,
            TestWiring.riskCheck(
                    clock,
                    exchange,
                    new RiskRuleChain(List.of(new OrderQuantityRule())),
                    new RiskLimitBook(List.of(new RiskLimitBook.Entry(
                            null, null, Limits.none().orderQuantity(5).made()))),
                    fills,
                    orders,
                    () -> true),
            null,
            metrics);
    private final List<List<QueuedRequest>> handedBack = new ArrayList<>();
    private int turns;

    private QueuedRequest queued(GatewayRequest request) {
        return new QueuedRequest(
                request,
                "client",
                clock.nanoTime(),
                clock.nanoTime() + Duration.ofSeconds(10).toNanos(),
                false);
    }

    private QueuedRequest order(String id) {
        return queued(Orders.request(id, Orders.buy(1)));
    }

    private static ChangeRequest cancel(String id, String target) {
        return new ChangeRequest(id, Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId(target)), null);
    }

    private void execute(QueuedRequest... group) {
        engine.execute(List.of(group), () -> turns++, handedBack::add);
    }

    private OrderEvent.OfRequest stateOf(String id) {
        return journal.find(new OrderKey(Orders.ACCOUNT, id)).orElseThrow().last();
    }

    private void login() {
        synchronizer.login();
        exchange.behave(order -> {
            clock.advance(Duration.ofMillis(1));
            return new OrderAck.Accepted("000001");
        });
    }

    @Test
    void the_time_of_each_stage_of_an_order_is_measured() {
        login();
        QueuedRequest order = order("request-1");
        clock.advance(Duration.ofMillis(7));
        execute(order);
        assertThat(metrics.told())
                .containsExactly(
                        "QUEUE 7000000", "RISK 0", "committed 0", "JOURNAL 0", "EXCHANGE 1000000", "committed 0");
        assertThat(order.handedBackNanos()).isEqualTo(clock.nanoTime());
    }

    @Test
    void fast_outcomes_share_a_commit_and_slow_ones_do_not() {
        login();
        QueuedRequest first = order("request-1");
        QueuedRequest second = order("request-2");
        QueuedRequest third = order("request-3");
        execute(first, second, third);
        assertThat(handedBack).containsExactly(List.of(first, second), List.of(third));
        assertThat(turns).as("tasks run before each call").isEqualTo(3);
    }

    @Test
    void a_cancel_finds_an_order_of_the_same_group() {
        login();
        exchange.behave(order -> new OrderAck.Accepted("000077"));
        exchange.answerChanges(() -> new OrderAck.Accepted("000077"));
        QueuedRequest order = order("request-1");
        QueuedRequest cancel = queued(cancel("cancel-01", "request-1"));
        QueuedRequest another = order("request-2");
        execute(order, cancel, another);
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000077");
        assertThat(handedBack).containsExactly(List.of(order), List.of(cancel, another));
        assertThat(disk.entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.last()).isEqualTo(new OrderEvent.Acknowledged("000077")));
    }

    @Test
    void an_order_at_its_deadline_is_not_sent() {
        login();
        QueuedRequest late = new QueuedRequest(
                Orders.request("request-1", Orders.buy(1)), "client", clock.nanoTime(), clock.nanoTime(), false);
        QueuedRequest inTime = new QueuedRequest(
                Orders.request("request-2", Orders.buy(1)), "client", clock.nanoTime(), clock.nanoTime() + 1, false);
        execute(late, inTime);
        assertThat(late.result()).isEqualTo(OrderResult.expired());
        assertThat(exchange.received()).hasSize(1);
        assertThat(handedBack).containsExactly(List.of(late), List.of(inTime));
    }

    @Test
    void an_order_that_expired_in_a_suspend_is_not_sent() {
        login();
        QueuedRequest order = new QueuedRequest(
                Orders.expiring("request-1", Orders.buy(1), clock.now().plusSeconds(2)),
                "client",
                clock.nanoTime(),
                clock.nanoTime() + Duration.ofSeconds(2).toNanos(),
                false);
        clock.suspend(Duration.ofSeconds(2));
        execute(order);
        assertThat(order.result()).isEqualTo(OrderResult.expired());
        assertThat(exchange.received()).isEmpty();
    }

    @Test
    void requests_that_expire_during_other_calls_are_not_sent() {
        login();
        QueuedRequest first = order("request-1");
        QueuedRequest late = new QueuedRequest(
                Orders.request("request-2", Orders.buy(1)), "client", clock.nanoTime(), clock.nanoTime() + 1, false);
        QueuedRequest lateCancel = new QueuedRequest(
                cancel("cancel-01", "request-1"), "client", clock.nanoTime(), clock.nanoTime() + 1, true);
        execute(first, late, lateCancel);
        assertThat(late.result()).isEqualTo(OrderResult.expired());
        assertThat(lateCancel.result()).isEqualTo(OrderResult.expired());
        assertThat(stateOf("request-2")).isEqualTo(new OrderEvent.NotSent());
        assertThat(stateOf("cancel-01")).isEqualTo(new OrderEvent.NotSent());
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_request_withdrawn_during_another_call_is_not_sent() {
        login();
        QueuedRequest first = order("request-1");
        QueuedRequest order = order("request-2");
        QueuedRequest cancel = queued(cancel("cancel-01", "request-1"));
        exchange.behave(sent -> {
            assertThat(order.withdraw()).isTrue();
            assertThat(cancel.withdraw()).isTrue();
            return new OrderAck.Accepted("000001");
        });
        engine.execute(List.of(first, order, cancel), () -> {}, back -> {});
        assertThat(exchange.received()).hasSize(1);
        assertThat(exchange.changes()).isEmpty();
        assertThat(stateOf("request-2")).isEqualTo(new OrderEvent.NotSent());
        assertThat(stateOf("cancel-01")).isEqualTo(new OrderEvent.NotSent());
    }

    @Test
    void the_kill_switch_stops_a_change_but_not_a_cancel() {
        login();
        exchange.answerChanges(() -> new OrderAck.Accepted("000001"));
        execute(order("request-1"));
        isStopped = true;
        QueuedRequest change = queued(new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("request-1"), null, 1),
                null));
        QueuedRequest cancel = queued(cancel("cancel-01", "request-1"));
        execute(change, cancel);
        assertThat(change.result()).isEqualTo(OrderResult.stopped());
        assertThat(stateOf("change-01")).isEqualTo(new OrderEvent.NotSent());
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000001");
    }

    @Test
    void an_outcome_that_cannot_be_recorded_is_unknown() {
        login();
        disk.failOutcomes();
        QueuedRequest order = order("request-1");
        execute(order);
        assertThat(order.result()).isInstanceOfSatisfying(OrderResult.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.ORDER_STATE_UNKNOWN);
            assertThat(failed.orderSent()).isEqualTo(OrderSent.UNKNOWN);
        });
        assertThat(snapshots.read().recovered()).isFalse();
        assertThat(snapshots.read().journalFault()).isEqualTo("The disk is full.");
    }

    @Test
    void an_intent_that_cannot_be_recorded_is_not_sent() {
        login();
        disk.failIntents();
        QueuedRequest order = order("request-1");
        execute(order);
        assertThat(order.result())
                .isEqualTo(OrderResult.notSent(
                        ErrorCode.PROCESSING_ERROR,
                        "The request could not be written to the journal, so it was not sent: The disk is full."));
        assertThat(exchange.received()).isEmpty();
        assertThat(snapshots.read().journalFault()).isEqualTo("The disk is full.");
    }

    @Test
    void a_failed_call_of_an_order_already_reported_stays_accepted() {
        login();
        exchange.behave(order -> {
            journal.recordOutcomes(List.of(new OrderJournal.Outcome(
                    new OrderKey(Orders.ACCOUNT, "request-1"), new OrderEvent.Acknowledged("000009"))));
            throw new IllegalStateException("The line broke.");
        });
        execute(order("request-1"));
        assertThat(stateOf("request-1")).isEqualTo(new OrderEvent.Acknowledged("000009"));
    }

    @Test
    void an_order_denied_by_risk_is_handed_back_first() {
        login();
        QueuedRequest tooLarge = queued(Orders.request("request-1", Orders.buy(6)));
        QueuedRequest order = order("request-2");
        execute(tooLarge, order);
        assertThat(handedBack).containsExactly(List.of(tooLarge), List.of(order));
        assertThat(tooLarge.result())
                .isInstanceOfSatisfying(
                        OrderResult.Failed.class,
                        failed -> assertThat(failed.orderSent()).isEqualTo(OrderSent.NO));
        assertThat(journal.find(new OrderKey(Orders.ACCOUNT, "request-1")))
                .as("its id is not used up")
                .isEmpty();
    }
}
