package dev.aftm.interactor.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.DllGatewayServiceContract;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.GatewayUnavailableException;
import dev.aftm.interactor.gateway.error.OrderDeniedException;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.error.OrderStateUnknownException;
import dev.aftm.interactor.gateway.error.RequestFailedException;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EmbeddedGatewayTest implements DllGatewayServiceContract {

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private final EmbeddedGateway gateway;
    private final ExchangeSynchronizer synchronizer;
    private boolean killed;

    EmbeddedGatewayTest() {
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5));
        gateway = TestWiring.embedded(clock, exchange, journal, new TradeBook(), policy, () -> killed, "test");
        synchronizer = gateway.synchronizer();
    }

    @Override
    public DllGatewayServiceInterface gateway() {
        return gateway;
    }

    @Override
    public long ordersAtExchange() {
        return exchange.received().size();
    }

    @Test
    void an_intent_is_recorded_before_the_exchange_is_called() {
        exchange.behave(order -> {
            assertThat(journal.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.tag()).isEqualTo(order.tag());
                assertThat(entry.last()).isInstanceOf(OrderEvent.Requested.class);
            });
            return new OrderEntry.OrderAck.Accepted("000001");
        });
        gateway.sendOrder(Orders.request("request-1", Orders.buy(1)));
        assertThat(journal.entries().get(0).last()).isEqualTo(new OrderEvent.Acknowledged("000001"));
    }

    @Test
    void an_order_that_cannot_be_recorded_is_not_sent() {
        journal.failIntents();
        assertThatExceptionOfType(RequestFailedException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .withMessage("The request could not be written to the journal, so it was not sent: The disk is full.")
                .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.NO));
        assertThat(exchange.received()).isEmpty();
        GatewayHealth health = gateway.healthCheck();
        assertThat(health.status()).isEqualTo(GatewayHealth.Status.UNHEALTHY);
        assertThat(health.reasons())
                .containsExactly("The journal cannot be written, so no order is sent: The disk is full.");
    }

    @Test
    void an_outcome_that_cannot_be_recorded_leaves_the_order_unknown() {
        journal.failOutcomes();
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ORDER_STATE_UNKNOWN))
                .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.UNKNOWN));
    }

    @Test
    void the_exchanges_answer_settles_an_order_whose_call_failed() {
        exchange.behave(order -> {
            exchange.answerLookups(() -> new OrderMassStatus(
                    List.of(new OrderStatusReport(
                            order.tag(),
                            order.account(),
                            "TXFH1",
                            Side.BUY,
                            BigDecimal.ZERO,
                            1,
                            new OrderEntry.OrderAck.Accepted("000007"))),
                    true,
                    LocalDate.MIN));
            throw new IllegalStateException("The line broke after it was sent.");
        });
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))));
        OrderResponse answer = gateway.sendOrder(Orders.request("request-1", Orders.buy(1)));
        assertThat(answer.orderSerial()).isEqualTo("000007");
        assertThat(answer.replayed()).isTrue();
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void a_failed_call_leaves_the_order_unknown_and_unrepeated() {
        exchange.answerLookups(() -> new OrderMassStatus(List.of(), false, LocalDate.MIN));
        exchange.behave(order -> {
            throw new IllegalStateException("The library has crashed.");
        });
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ORDER_EXECUTION_ERROR));
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ORDER_STATE_UNKNOWN));
        assertThat(exchange.received()).hasSize(1);
        GatewayHealth health = gateway.healthCheck();
        assertThat(health.unknownOrders()).isEqualTo(1);
        assertThat(health.status()).isEqualTo(GatewayHealth.Status.DEGRADED);
        assertThat(health.reasons())
                .containsExactly("1 order is in an unknown state and may have reached the exchange; list with"
                        + " \"orders --state unknown\", then resolve each with \"order resolve\".");
    }

    @Test
    void an_order_that_was_not_sent_can_be_sent_again() {
        exchange.behave(order -> new OrderEntry.OrderAck.NotSent("The line is down."));
        assertThatExceptionOfType(GatewayUnavailableException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .withMessage("The line is down.")
                .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.NO));
        exchange.behave(order -> new OrderEntry.OrderAck.Accepted("000001"));
        assertThat(gateway.sendOrder(Orders.request("request-1", Orders.buy(1))).replayed())
                .isFalse();
        assertThat(exchange.received()).hasSize(2);
    }

    @Test
    void without_a_session_nothing_is_sent_and_health_says_why() {
        exchange.setState(ExchangeSession.State.DISCONNECTED);
        synchronizer.step();
        synchronizer.publishSnapshot();
        assertThatExceptionOfType(GatewayUnavailableException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXCHANGE_DISCONNECTED));
        exchange.setState(ExchangeSession.State.LOGGED_OUT);
        synchronizer.step();
        synchronizer.publishSnapshot();
        assertThatExceptionOfType(GatewayUnavailableException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_LOGGED_IN));
        GatewayHealth health = gateway.healthCheck();
        assertThat(health.status()).isEqualTo(GatewayHealth.Status.DEGRADED);
        assertThat(health.exchangeConnected()).isFalse();
        assertThat(health.reasons()).containsExactly("The gateway is not logged in to the exchange.");
    }

    @Test
    void positions_that_cannot_be_read_are_an_error() {
        exchange.failPositions();
        assertThatExceptionOfType(RequestFailedException.class)
                .isThrownBy(() -> gateway.getPositions(Orders.ACCOUNT))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POSITION_QUERY_ERROR));
    }

    @Test
    void orders_without_an_id_are_counted() {
        gateway.sendOrder(Orders.request(null, Orders.buy(1)));
        gateway.sendOrder(Orders.request(null, Orders.buy(1)));
        assertThat(exchange.received()).hasSize(2);
        assertThat(gateway.healthCheck().ordersWithoutId()).isEqualTo(2);
    }

    @Test
    void the_kill_switch_is_checked_before_each_call() {
        killed = true;
        assertThatExceptionOfType(OrderDeniedException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KILL_SWITCH_ENGAGED));
        assertThat(exchange.received()).isEmpty();
        killed = false;
        assertThat(gateway.sendOrder(Orders.request("request-1", Orders.buy(1))).isSendOrder())
                .isTrue();
    }

    @Test
    void an_execution_thread_that_hangs_degrades_health() {
        clock.advance(Duration.ofMillis(700));
        assertThat(gateway.healthCheck().reasons())
                .containsExactly(
                        "The execution thread has not responded for 700 ms; a call to the exchange or a write to the"
                                + " journal is blocked.");
    }

    @Test
    void positions_of_another_sessions_account_are_an_error() {
        exchange.tradeFor(Orders.ACCOUNT);
        assertThat(gateway.getPositions(Orders.ACCOUNT)).isEmpty();
        assertThatExceptionOfType(RequestFailedException.class)
                .isThrownBy(() -> gateway.getPositions("OTHER01"))
                .withMessage("The account OTHER01 is not one of this session's accounts.");
    }

    @Test
    void unreadable_positions_degrade_health() {
        exchange.failPositions();
        assertThatExceptionOfType(RequestFailedException.class).isThrownBy(() -> gateway.getPositions(Orders.ACCOUNT));
        assertThat(gateway.healthCheck().reasons())
                .containsExactly("The positions could not be read from the exchange.");
    }

    @Test
    void several_orders_in_an_unknown_state_are_counted() {
        exchange.answerLookups(() -> new OrderMassStatus(List.of(), false, LocalDate.MIN));
        exchange.behave(order -> {
            throw new IllegalStateException("The line broke.");
        });
        for (String id : List.of("request-1", "request-2")) {
            assertThatExceptionOfType(DllGatewayException.class)
                    .isThrownBy(() -> gateway.sendOrder(Orders.request(id, Orders.buy(1))));
            gateway.step();
        }
        assertThat(gateway.healthCheck().reasons())
                .anySatisfy(reason -> assertThat(reason).startsWith("2 orders are in an unknown state"));
    }
}
