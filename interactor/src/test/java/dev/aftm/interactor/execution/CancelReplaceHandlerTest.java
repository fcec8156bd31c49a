package dev.aftm.interactor.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.ReplaceOrder;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderDeniedException;
import dev.aftm.interactor.gateway.error.OrderStateUnknownException;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CancelReplaceHandlerTest {

    private static final OrderKey ORDER = new OrderKey(Orders.ACCOUNT, "order-01");
    private static final OrderKey CANCEL = new OrderKey(Orders.ACCOUNT, "cancel-01");

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private boolean killed;
    private EmbeddedGateway gateway = started();

    private EmbeddedGateway started() {
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5));
        return TestWiring.embedded(clock, exchange, journal, new TradeBook(), policy, () -> killed, "test");
    }

    private static ChangeRequest cancel(String id) {
        return new ChangeRequest(id, Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId("order-01")), null);
    }

    private void acceptsEverything() {
        exchange.behave(order -> new OrderAck.Accepted("000001"));
        exchange.answerChanges(() -> new OrderAck.Accepted("000001"));
    }

    /** Sends an order whose state is unknown afterwards. */
    private void sendUnknown() {
        exchange.answerLookups(() -> new OrderMassStatus(List.of(), false, LocalDate.MIN));
        exchange.behave(order -> {
            throw new IllegalStateException("The line broke.");
        });
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("order-01", Orders.buy(1))));
    }

    private OrderEvent.OfRequest stateOf(OrderKey key) {
        return journal.find(key).orElseThrow().last();
    }

    @Test
    void a_cancel_and_a_change_are_sent_once_by_order_number() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(3)));
        ChangeRequest change = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), new BigDecimal("17310.50"), 2),
                null);
        ChangeResponse changed = gateway.changeOrder(change);
        assertThat(changed.status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
        assertThat(changed.orderSerial()).isEqualTo("000001");
        gateway.changeOrder(cancel("cancel-01"));
        assertThat(gateway.changeOrder(change)).isEqualTo(changed.asReplayed());
        assertThat(exchange.changes())
                .containsExactly(
                        "replace " + Orders.ACCOUNT + " 000001 17310.5 2", "cancel " + Orders.ACCOUNT + " 000001");
    }

    @Test
    void an_order_can_be_cancelled_by_the_exchanges_number() {
        acceptsEverything();
        gateway.changeOrder(
                new ChangeRequest(null, Orders.ACCOUNT, new CancelOrder(new OrderReference.BySerial("000077")), null));
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000077");
    }

    @Test
    void a_cancel_of_an_unknown_order_is_sent_once_it_turns_up() {
        sendUnknown();
        acceptsEverything();
        assertThat(gateway.changeOrder(cancel("cancel-01")).status()).isEqualTo(ChangeResponse.Status.REMEMBERED);
        assertThat(gateway.changeOrder(cancel("cancel-01")).status())
                .as("repeated")
                .isEqualTo(ChangeResponse.Status.REMEMBERED);
        assertThat(exchange.changes()).isEmpty();
        gateway.resolve(ORDER, new OrderEvent.Resolved("000009", "operator", "seen"));
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000009");
        assertThat(gateway.changeOrder(cancel("cancel-01")).status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
        assertThat(exchange.changes()).hasSize(1);
    }

    @Test
    void a_remembered_cancel_survives_a_restart() {
        sendUnknown();
        acceptsEverything();
        gateway.changeOrder(cancel("cancel-01"));
        gateway = started();
        gateway.resolve(ORDER, new OrderEvent.Resolved("000009", "operator", "seen"));
        assertThat(exchange.changes()).containsExactly("cancel " + Orders.ACCOUNT + " 000009");
        assertThat(stateOf(CANCEL)).isEqualTo(new OrderEvent.Acknowledged("000009"));
    }

    @Test
    void a_remembered_cancel_closes_the_id_of_an_order_not_sent() {
        sendUnknown();
        gateway.changeOrder(cancel("cancel-01"));
        acceptsEverything();
        exchange.answerLookups(() -> new OrderMassStatus(List.of(), true, LocalDate.MIN));
        gateway = started();
        gateway.step();
        assertThat(stateOf(CANCEL)).isEqualTo(new OrderEvent.Acknowledged(""));
        int before = exchange.received().size();
        assertThatExceptionOfType(OrderDeniedException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("order-01", Orders.buy(1))));
        assertThat(exchange.received()).as("orders after it was cancelled").hasSize(before);
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void an_unknown_order_cannot_be_changed_and_the_id_stays_free() {
        sendUnknown();
        ChangeRequest change = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), null, 1),
                null);
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway.changeOrder(change))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ORDER_STATE_UNKNOWN));
        acceptsEverything();
        gateway.resolve(ORDER, new OrderEvent.Resolved("000009", "operator", "seen"));
        assertThat(gateway.changeOrder(change).status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
    }

    @Test
    void an_order_of_an_earlier_day_is_not_cancelled_by_number() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(1)));
        exchange.setTradingDay(LocalDate.of(2021, 7, 27));
        ChangeResponse response = gateway.changeOrder(cancel("cancel-01"));
        assertThat(response.status()).isEqualTo(ChangeResponse.Status.REJECTED);
        assertThat(response.errorCode()).isEqualTo("DAY_ENDED");
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_cancel_is_sent_while_the_kill_switch_is_engaged() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(1)));
        killed = true;
        assertThat(gateway.changeOrder(cancel("cancel-01")).status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
    }

    @Test
    void an_expired_cancel_is_not_sent() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(1)));
        ChangeRequest late = new ChangeRequest(
                "cancel-01",
                Orders.ACCOUNT,
                new CancelOrder(new OrderReference.ByRequestId("order-01")),
                Instant.EPOCH);
        assertThatExceptionOfType(OrderDeniedException.class).isThrownBy(() -> gateway.changeOrder(late));
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_change_whose_call_failed_is_unknown_and_not_repeated() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(2)));
        exchange.answerChanges(() -> {
            throw new IllegalStateException("The line broke.");
        });
        ChangeRequest change = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), null, 1),
                null);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(OrderStateUnknownException.class).isThrownBy(() -> gateway.changeOrder(change));
        }
        assertThat(exchange.changes()).hasSize(1);
        assertThat(journal.unknownCount()).as("orders in an unknown state").isZero();
    }

    @Test
    void a_change_of_an_earlier_process_is_not_repeated() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(2)));
        ChangeRequest change = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), null, 1),
                null);
        var unused = journal.recordIntents(List.of(change), exchange.tradingDay());
        gateway = started();
        gateway.step();
        assertThatExceptionOfType(OrderStateUnknownException.class).isThrownBy(() -> gateway.changeOrder(change));
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_remembered_cancel_whose_call_failed_is_repeated() {
        sendUnknown();
        gateway.changeOrder(cancel("cancel-01"));
        exchange.answerChanges(() -> {
            throw new IllegalStateException("The line broke.");
        });
        gateway.resolve(ORDER, new OrderEvent.Resolved("000009", "operator", "seen"));
        assertThat(exchange.changes()).hasSize(1);
        gateway.step();
        assertThat(exchange.changes()).as("with a pause").hasSize(1);
        acceptsEverything();
        clock.advance(Duration.ofSeconds(2));
        gateway.step();
        assertThat(exchange.changes()).hasSize(2);
        assertThat(stateOf(CANCEL)).isEqualTo(new OrderEvent.Acknowledged("000009"));
    }

    @Test
    void a_cancel_is_sent_while_other_orders_are_unknown() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(1)));
        exchange.loseLookups();
        exchange.behave(order -> {
            throw new IllegalStateException("The line broke.");
        });
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("order-02", Orders.buy(2))));
        assertThat(gateway.changeOrder(cancel("cancel-01")).status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
    }

    @Test
    void a_remembered_cancel_that_fails_does_not_delay_others() {
        sendUnknown();
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("order-02", Orders.buy(2))));
        gateway.changeOrder(cancel("cancel-01"));
        gateway.changeOrder(new ChangeRequest(
                "cancel-02", Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId("order-02")), null));
        exchange.answerChanges(() -> {
            throw new IllegalStateException("The line broke.");
        });
        gateway.resolve(ORDER, new OrderEvent.Resolved("000001", "operator", "seen"));
        acceptsEverything();
        gateway.resolve(
                new OrderKey(Orders.ACCOUNT, "order-02"), new OrderEvent.Resolved("000002", "operator", "seen"));
        assertThat(exchange.changes())
                .containsExactly("cancel " + Orders.ACCOUNT + " 000001", "cancel " + Orders.ACCOUNT + " 000002");
        clock.advance(Duration.ofSeconds(2));
        gateway.step();
        assertThat(exchange.changes()).hasSize(3).last().isEqualTo("cancel " + Orders.ACCOUNT + " 000001");
        assertThat(stateOf(CANCEL).isUnresolved()).isFalse();
    }

    @Test
    void a_cancel_of_an_order_that_was_never_recorded_closes_its_id() {
        var unused = journal.recordIntents(List.of(cancel("cancel-01")), exchange.tradingDay());
        gateway = started();
        gateway.step();
        assertThat(stateOf(CANCEL)).isEqualTo(new OrderEvent.Acknowledged(""));
        assertThat(journal.isClosed(ORDER)).isTrue();
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void cancels_of_unknown_orders_are_never_too_many() {
        sendUnknown();
        for (int i = 0; i < 500; i++) {
            assertThat(gateway.changeOrder(cancel("cancel-" + (1000 + i))).status())
                    .isEqualTo(ChangeResponse.Status.REMEMBERED);
        }
    }

    @Test
    void an_order_after_its_remembered_cancel_is_never_sent() {
        acceptsEverything();
        var unused = journal.recordIntents(List.of(cancel("cancel-01")), exchange.tradingDay());
        gateway = started();
        for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(11))) {
            clock.advance(later);
            gateway.step();
            assertThatExceptionOfType(OrderDeniedException.class)
                    .as("after " + later)
                    .isThrownBy(() -> gateway.sendOrder(Orders.request("order-01", Orders.buy(1))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_EXPIRED));
        }
        assertThat(exchange.received()).isEmpty();
    }

    @Test
    void a_rejected_order_cannot_be_cancelled() {
        exchange.behave(order -> new OrderAck.Rejected("7", "No margin."));
        gateway.sendOrder(Orders.request("order-01", Orders.buy(1)));
        ChangeResponse response = gateway.changeOrder(cancel("cancel-01"));
        assertThat(response.status()).isEqualTo(ChangeResponse.Status.REJECTED);
        assertThat(response.errorCode()).isEqualTo("NOT_WORKING");
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void an_order_not_sent_cannot_be_changed_but_closed_by_cancel() {
        exchange.behave(order -> new OrderAck.NotSent("The line is down."));
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("order-01", Orders.buy(1))));
        ChangeRequest smaller = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), null, 1),
                null);
        assertThat(gateway.changeOrder(smaller).errorCode()).isEqualTo("NOT_SENT");
        assertThat(gateway.changeOrder(cancel("cancel-01")).status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
        acceptsEverything();
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("order-01", Orders.buy(1))));
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_cancel_that_was_not_sent_can_be_repeated() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(1)));
        exchange.answerChanges(() -> new OrderAck.NotSent("The line is down."));
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway.changeOrder(cancel("cancel-01")))
                .withMessageContaining("The line is down.");
        acceptsEverything();
        assertThat(gateway.changeOrder(cancel("cancel-01")).status()).isEqualTo(ChangeResponse.Status.ACCEPTED);
    }

    @Test
    void an_expired_or_stopped_change_is_not_sent() {
        acceptsEverything();
        gateway.sendOrder(Orders.request("order-01", Orders.buy(3)));
        ChangeRequest late = new ChangeRequest(
                "change-01",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), null, 2),
                clock.now().minusSeconds(1));
        assertThatExceptionOfType(DllGatewayException.class).isThrownBy(() -> gateway.changeOrder(late));
        killed = true;
        ChangeRequest stopped = new ChangeRequest(
                "change-02",
                Orders.ACCOUNT,
                new ReplaceOrder(new OrderReference.ByRequestId("order-01"), null, 2),
                null);
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway.changeOrder(stopped))
                .withMessageContaining("kill switch");
        assertThat(exchange.changes()).isEmpty();
    }

    @Test
    void a_change_of_an_order_that_does_not_exist_is_rejected() {
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway.changeOrder(cancel("cancel-01")))
                .withMessageContaining("There is no order");
        assertThat(gateway.healthCheck().queueDepth()).isZero();
    }
}
