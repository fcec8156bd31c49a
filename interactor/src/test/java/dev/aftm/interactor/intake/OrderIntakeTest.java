package dev.aftm.interactor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.monitor.RecordedMetrics;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerFixture;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The order intake and the execution engine; the test plays both threads. */
final class OrderIntakeTest {

    private final SynchronizerFixture fixture = new SynchronizerFixture();
    private final FakeClock clock = fixture.clock;
    private final FakeExchange exchange = fixture.exchange;
    private final FakeOrderJournal journal = fixture.disk;
    private final SnapshotHolder snapshots = fixture.snapshots;
    private final FakeExecutionQueue queue = FakeExecutionQueue.direct();
    private final ExchangeSynchronizer synchronizer = fixture.synchronizer;
    private final ExecutionEngine engine =
            TestWiring.engine(clock, exchange, exchange, journal, synchronizer, () -> false);
    private final List<OrderResult> answers = new ArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private OrderIntake intake = intake(false);

    OrderIntakeTest() {
        synchronizer.login();
    }

    private OrderIntake intake(boolean requireRequestId) {
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                requireRequestId,
                Duration.ofSeconds(5));
        return TestWiring.intake(clock, journal, queue, snapshots, exchange.noteLimit(), policy, () -> false, metrics);
    }

    private void submit(OrderRequest request) {
        intake.submit(request, "connection-1", answers::add);
    }

    private void executeAll() {
        engine.execute(queue.drain(), () -> {}, intake::completed);
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
        intake.checkDeadlines();
    }

    private OrderResult lastAnswer() {
        return answers.get(answers.size() - 1);
    }

    private OrderResult.Failed failure(int index) {
        return (OrderResult.Failed) answers.get(index);
    }

    private static OrderRequest request(int quantity) {
        return Orders.request("request-1", Orders.buy(quantity));
    }

    @Test
    void duplicates_of_an_order_in_flight_get_its_answer() {
        submit(request(1));
        submit(request(1));
        submit(request(1));
        assertThat(answers).isEmpty();
        executeAll();
        assertThat(answers)
                .extracting(answer -> ((OrderResult.Answered) answer).response().replayed())
                .containsExactly(false, true, true);
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void another_order_with_an_id_in_flight_is_rejected() {
        submit(request(1));
        submit(request(2));
        assertThat(failure(0).code()).isEqualTo(ErrorCode.REQUEST_ID_REUSED);
        assertThat(failure(0).orderSent()).as("the first may still be sent").isEqualTo(OrderSent.UNKNOWN);
    }

    @Test
    void an_order_queued_too_long_is_withdrawn_and_never_sent() {
        submit(request(1));
        pass(2999);
        assertThat(answers).isEmpty();
        pass(1);
        assertThat(failure(0).code()).isEqualTo(ErrorCode.GATEWAY_BUSY);
        assertThat(failure(0).orderSent()).isEqualTo(OrderSent.NO);
        executeAll();
        assertThat(exchange.received()).isEmpty();
        assertThat(answers).hasSize(1);
    }

    @Test
    void an_order_that_expires_in_the_queue_is_never_sent() {
        submit(Orders.expiring("request-1", Orders.buy(1), clock.now().plusMillis(100)));
        pass(100);
        assertThat(failure(0).code()).isEqualTo(ErrorCode.REQUEST_EXPIRED);
        executeAll();
        assertThat(exchange.received()).isEmpty();
    }

    @Test
    void the_deadline_is_checked_again_right_before_the_call() {
        submit(Orders.expiring("request-1", Orders.buy(1), clock.now().plusMillis(1000)));
        submit(Orders.expiring("request-2", Orders.buy(1), clock.now().plusMillis(100)));
        exchange.behave(order -> {
            clock.advance(Duration.ofMillis(200));
            return new OrderEntry.OrderAck.Accepted("000001");
        });
        executeAll();
        assertThat(exchange.received()).hasSize(1);
        assertThat(failure(1).code()).isEqualTo(ErrorCode.REQUEST_EXPIRED);
        // Recorded as not sent: the id is free for a later attempt.
        submit(Orders.request("request-2", Orders.buy(1)));
        executeAll();
        assertThat(exchange.received()).hasSize(2);
    }

    @Test
    void a_hanging_call_times_out_and_a_retry_gets_the_late_outcome() {
        submit(request(1));
        List<QueuedRequest> group = queue.drain();
        exchange.behave(order -> {
            // The gateway loop continues while the execution thread hangs.
            pass(2999);
            assertThat(answers).isEmpty();
            pass(1);
            assertThat(failure(0).code()).isEqualTo(ErrorCode.EXCHANGE_TIMEOUT);
            assertThat(failure(0).orderSent()).isEqualTo(OrderSent.UNKNOWN);
            submit(request(1));
            submit(request(2));
            assertThat(failure(1).code()).isEqualTo(ErrorCode.REQUEST_ID_REUSED);
            assertThat(failure(1).orderSent()).isEqualTo(OrderSent.UNKNOWN);
            return new OrderEntry.OrderAck.Accepted("000001");
        });
        engine.execute(group, () -> {}, intake::completed);
        OrderResult.Answered late = (OrderResult.Answered) lastAnswer();
        assertThat(late.response().orderSerial()).isEqualTo("000001");
        assertThat(late.response().replayed()).isTrue();
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void no_client_waits_longer_than_its_time_out() {
        submit(request(1));
        List<QueuedRequest> group = queue.drain();
        clock.advance(Duration.ofSeconds(2));
        exchange.behave(order -> {
            // Called after 2 s: the call itself would time out at 5 s, but the client times out at 4 s.
            pass(1999);
            assertThat(answers).isEmpty();
            pass(1);
            assertThat(failure(0).code()).isEqualTo(ErrorCode.EXCHANGE_TIMEOUT);
            return new OrderEntry.OrderAck.Accepted("000001");
        });
        engine.execute(group, () -> {}, intake::completed);
        assertThat(answers).hasSize(1);
    }

    @Test
    void a_full_queue_rejects_with_busy_and_leaves_the_id_free() {
        queue.capacity(0);
        submit(request(1));
        assertThat(failure(0).code()).isEqualTo(ErrorCode.GATEWAY_BUSY);
        assertThat(failure(0).orderSent()).isEqualTo(OrderSent.NO);
        queue.capacity(1);
        submit(request(1));
        executeAll();
        assertThat(lastAnswer()).isInstanceOf(OrderResult.Answered.class);
    }

    @Test
    void orders_without_an_id_can_be_rejected_by_policy() {
        intake = intake(true);
        submit(Orders.request(null, Orders.buy(1)));
        assertThat(failure(0).code()).isEqualTo(ErrorCode.REQUEST_ID_REQUIRED);
        executeAll();
        assertThat(exchange.received()).isEmpty();
    }

    @Test
    void a_retry_of_a_withdrawn_order_is_busy_until_handed_back() {
        submit(request(1));
        pass(3000);
        submit(request(1));
        assertThat(failure(1).code()).isEqualTo(ErrorCode.GATEWAY_BUSY);
        executeAll();
        submit(request(1));
        executeAll();
        assertThat(lastAnswer()).isInstanceOf(OrderResult.Answered.class);
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void a_slow_exchange_has_each_order_answered_at_once() {
        submit(Orders.request("request-1", Orders.buy(1)));
        submit(Orders.request("request-2", Orders.buy(1)));
        exchange.behave(order -> {
            assertThat(answers)
                    .as("answered before the next call")
                    .hasSize(exchange.received().size() - 1);
            clock.advance(Duration.ofMillis(100));
            return new OrderEntry.OrderAck.Accepted("000001");
        });
        executeAll();
        assertThat(answers).hasSize(2);
    }

    @Test
    void a_retry_with_a_later_expiry_is_not_expired() {
        submit(Orders.expiring("request-1", Orders.buy(1), clock.now().plusMillis(100)));
        submit(Orders.expiring("request-1", Orders.buy(1), clock.now().plusSeconds(60)));
        pass(100);
        assertThat(failure(0).code()).isEqualTo(ErrorCode.REQUEST_EXPIRED);
        assertThat(failure(1).code()).isEqualTo(ErrorCode.GATEWAY_BUSY);
    }

    @Test
    void no_check_is_due_once_every_client_is_answered() {
        submit(request(1));
        pass(3000);
        assertThat(intake.nextCheckNanos()).isEqualTo(Long.MAX_VALUE);
    }

    /** Orders without a request id. */
    @Nested
    final class LegacyClients {

        private void submitFrom(String connection) {
            intake.submit(Orders.request(null, Orders.buy(1)), connection, answers::add);
        }

        @Test
        void after_a_start_a_copy_from_another_connection_is_rejected() {
            submitFrom("connection-1");
            executeAll();
            submitFrom("connection-2");
            assertThat(failure(1).code()).isEqualTo(ErrorCode.INVALID_ORDER);
            assertThat(failure(1).orderSent()).isEqualTo(OrderSent.NO);
            submitFrom("connection-1");
            executeAll();
            assertThat(lastAnswer())
                    .as("the same connection means another order")
                    .isInstanceOf(OrderResult.Answered.class);
            pass(20_000);
            submitFrom("connection-3");
            executeAll();
            assertThat(exchange.received()).hasSize(3);
        }

        @Test
        void later_only_copies_of_an_unanswered_order_are_rejected() {
            pass(20_000);
            submitFrom("connection-1");
            submitFrom("connection-2");
            assertThat(failure(0).code()).isEqualTo(ErrorCode.INVALID_ORDER);
            executeAll();
            submitFrom("connection-3");
            executeAll();
            assertThat(exchange.received()).hasSize(2);
        }

        @Test
        void orders_of_an_earlier_process_count_as_earlier() {
            submitFrom("connection-1");
            executeAll();
            pass(60_000);
            intake = intake(false);
            submitFrom("connection-9");
            assertThat(failure(1).code()).isEqualTo(ErrorCode.INVALID_ORDER);
            executeAll();
            assertThat(exchange.received()).hasSize(1);
        }
    }

    @Test
    void an_order_resolved_as_not_sent_keeps_its_id_closed() {
        exchange.behave(order -> {
            throw new IllegalStateException("The line broke.");
        });
        submit(request(1));
        executeAll();
        OrderKey key = new OrderKey(Orders.ACCOUNT, "request-1");
        assertThat(intake.sent(key)).isEqualTo(OrderSent.UNKNOWN);
        assertThat(engine.resolve(key, new OrderEvent.Resolved(null, "operator", "not there")))
                .isTrue();
        assertThat(engine.resolve(key, new OrderEvent.Resolved("1", "operator", "again")))
                .isFalse();
        submit(request(1));
        assertThat(failure(1).code()).isEqualTo(ErrorCode.REQUEST_EXPIRED);
        assertThat(failure(1).orderSent()).isEqualTo(OrderSent.NO);
        executeAll();
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void a_queued_order_whose_id_a_cancel_closed_is_not_sent() {
        OrderRequest order = Orders.request("request-1", Orders.buy(1));
        exchange.behave(sent -> new OrderEntry.OrderAck.NotSent("The line is down."));
        intake.submit(order, "client", answers::add);
        executeAll();
        int before = exchange.received().size();
        intake.submit(order, "client", answers::add);
        List<QueuedRequest> retry = queue.drain();
        intake.submit(
                new ChangeRequest(
                        "cancel-01",
                        Orders.ACCOUNT,
                        new CancelOrder(new OrderReference.ByRequestId("request-1")),
                        null),
                "client",
                answers::add);
        engine.execute(queue.drain(), () -> {}, intake::completed);
        engine.execute(retry, () -> {}, intake::completed);
        assertThat(exchange.received()).hasSize(before);
        assertThat(lastAnswer()).isInstanceOfSatisfying(OrderResult.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.REQUEST_EXPIRED);
            assertThat(failed.orderSent()).isEqualTo(OrderSent.NO);
        });
    }

    /** The measurements of orders. */
    @Nested
    final class Metrics {

        private void order(String id, int quantity) {
            intake.submit(Orders.request(id, Orders.buy(quantity)), "connection-1", answers::add);
        }

        @Test
        void each_order_is_counted_once_with_its_reply_time() {
            order("request-1", 1);
            executeAll();
            exchange.behave(order -> new OrderEntry.OrderAck.Rejected("E1", "No."));
            order("request-2", 1);
            executeAll();
            exchange.behave(order -> {
                throw new IllegalStateException("The line broke.");
            });
            order("request-3", 1);
            executeAll();
            order("request-1", 1);
            assertThat(metrics.told())
                    .containsExactly(
                            "order ACCEPTED", "REPLY 0", "order REJECTED", "REPLY 0", "order UNKNOWN", "REPLY 0");
        }

        @Test
        void orders_not_sent_are_counted_as_denied_or_not_sent() {
            queue.capacity(0);
            order("request-1", 1);
            queue.capacity(10);
            intake.submit(
                    Orders.expiring("request-2", Orders.buy(1), clock.now().minusSeconds(1)),
                    "connection-1",
                    answers::add);
            intake.submit(
                    Orders.request("request-3", Orders.market("TXFH1", Side.BUY, 1, "much too long ".repeat(10))),
                    "connection-1",
                    answers::add);
            assertThat(metrics.told()).containsExactly("order NOT_SENT", "order DENIED", "order DENIED");
        }

        @Test
        void a_change_is_not_counted_as_an_order() {
            intake.submit(
                    new ChangeRequest(
                            "cancel-01",
                            Orders.ACCOUNT,
                            new CancelOrder(new OrderReference.ByRequestId("nothing-1")),
                            null),
                    "connection-1",
                    answers::add);
            assertThat(failure(0).code()).isEqualTo(ErrorCode.ORDER_NOT_FOUND);
            assertThat(metrics.told()).isEmpty();
        }

        @Test
        void the_time_from_answer_to_reply_is_measured() {
            order("request-1", 1);
            engine.execute(queue.drain(), () -> {}, done -> {
                clock.advance(Duration.ofMillis(4));
                intake.completed(done);
            });
            assertThat(metrics.told()).containsExactly("order ACCEPTED", "REPLY 4000000");
        }
    }
}
