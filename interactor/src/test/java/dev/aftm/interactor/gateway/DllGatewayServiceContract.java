package dev.aftm.interactor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.InvalidOrderException;
import dev.aftm.interactor.gateway.error.OrderDeniedException;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The behaviour of every gateway, in the same process or remote. The gateway under test is logged in to an exchange that
 * lists TXFH1, whose last trade was at 17,300.
 */
public interface DllGatewayServiceContract {

    /** The gateway under test; the same during one test. */
    DllGatewayServiceInterface gateway();

    /** The number of orders that the exchange has received. */
    long ordersAtExchange();

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    @Test
    default void an_order_is_accepted_and_gets_a_number() {
        OrderResponse response = gateway().sendOrder(Orders.request(newId(), Orders.buy(1)));
        assertThat(response.isSendOrder()).isTrue();
        assertThat(response.orderSerial()).isNotBlank();
        assertThat(response.note()).isEqualTo("test");
        assertThat(response.errorCode()).isEqualTo("0");
        assertThat(response.replayed()).isFalse();
        assertThat(ordersAtExchange()).isEqualTo(1);
    }

    @Test
    default void the_session_reports_whether_orders_can_be_sent() {
        SessionInfo session = gateway().getSession();
        assertThat(session.loggedIn()).isTrue();
        assertThat(session.refusal()).isEmpty();
        assertThat(session.tradingDay()).isNotNull();
    }

    @Test
    default void a_repeated_id_gets_the_first_answer_and_sends_nothing() {
        OrderRequest request = Orders.request(newId(), Orders.buy(1));
        OrderResponse first = gateway().sendOrder(request);
        OrderResponse second = gateway().sendOrder(request);
        assertThat(second).isEqualTo(first.asReplayed());
        assertThat(ordersAtExchange()).isEqualTo(1);
    }

    @Test
    default void a_repeated_id_is_answered_even_after_its_expiry() {
        String id = newId();
        OrderResponse first = gateway().sendOrder(Orders.request(id, Orders.buy(1)));
        OrderResponse second = gateway().sendOrder(Orders.expiring(id, Orders.buy(1), Instant.EPOCH));
        assertThat(second).isEqualTo(first.asReplayed());
    }

    @Test
    default void an_id_of_another_order_is_rejected() {
        String id = newId();
        gateway().sendOrder(Orders.request(id, Orders.buy(1)));
        assertThatExceptionOfType(InvalidOrderException.class)
                .isThrownBy(() -> gateway().sendOrder(Orders.request(id, Orders.buy(2))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_ID_REUSED))
                .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.YES));
        assertThat(ordersAtExchange()).isEqualTo(1);
    }

    @Test
    default void a_rejected_order_reports_the_reason_and_consumes_its_id() {
        OrderRequest request = Orders.request(newId(), Orders.market("NOSUCH", Side.BUY, 1, ""));
        OrderResponse response = gateway().sendOrder(request);
        assertThat(response.isSendOrder()).isFalse();
        assertThat(response.errorCode()).isEqualTo("PRODUCT");
        assertThat(response.errorMessage()).isNotBlank();
        assertThat(gateway().sendOrder(request)).isEqualTo(response.asReplayed());
        assertThat(ordersAtExchange()).isEqualTo(1);
    }

    @Test
    default void an_expired_order_is_not_sent_and_its_id_stays_free() {
        String id = newId();
        assertThatExceptionOfType(OrderDeniedException.class)
                .isThrownBy(() -> gateway().sendOrder(Orders.expiring(id, Orders.buy(1), Instant.EPOCH)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_EXPIRED))
                .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.NO));
        assertThat(ordersAtExchange()).isZero();
        assertThat(gateway().sendOrder(Orders.request(id, Orders.buy(1))).replayed())
                .isFalse();
    }

    @Test
    default void a_note_that_is_too_long_is_rejected() {
        String note = "x".repeat(1000);
        assertThatExceptionOfType(InvalidOrderException.class)
                .isThrownBy(() ->
                        gateway().sendOrder(Orders.request(newId(), Orders.market("TXFH1", Side.BUY, 1, note))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ORDER));
        assertThat(ordersAtExchange()).isZero();
    }

    @Test
    default void positions_are_computed_from_fills() {
        assertThat(gateway().getPositions(Orders.ACCOUNT)).isEmpty();
        gateway().sendOrder(Orders.request(newId(), Orders.market("TXFH1", Side.SELL, 3, "")));
        gateway().sendOrder(Orders.request(newId(), Orders.buy(1)));
        assertThat(gateway().getPositions(Orders.ACCOUNT)).singleElement().satisfies(position -> {
            assertThat(position.account()).isEqualTo(Orders.ACCOUNT);
            assertThat(position.itemCode()).isEqualTo("TXFH1");
            assertThat(position.quantity()).isEqualTo(-2);
            assertThat(position.averagePrice()).isEqualByComparingTo("17300");
            assertThat(position.unrealizedPnl()).isEqualByComparingTo(BigDecimal.ZERO);
        });
        assertThat(gateway().getPositions("OTHER01")).isEmpty();
    }

    @Test
    default void a_logged_in_gateway_is_healthy() {
        GatewayHealth health = gateway().healthCheck();
        assertThat(health.status()).isEqualTo(GatewayHealth.Status.HEALTHY);
        assertThat(health.exchangeConnected()).isTrue();
        assertThat(health.serverRunning()).isTrue();
        assertThat(health.reasons()).isEmpty();
        assertThat(health.unknownOrders()).isZero();
    }

    private OrderInfo ended(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> gateway().getOrder(Orders.ACCOUNT, id),
                        order -> order.status().isFinal());
    }

    @Test
    default void an_order_can_be_followed_until_it_is_final() {
        String id = newId();
        OrderResponse response = gateway().sendOrder(Orders.request(id, Orders.buy(3)));
        OrderInfo order = ended(id);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order.orderSerial()).isEqualTo(response.orderSerial());
        assertThat(order.order()).isEqualTo(Orders.buy(3));
        assertThat(order.filled()).isEqualTo(3);
        assertThat(order.averagePrice()).isEqualByComparingTo("17300");
        assertThat(order.cancelled()).isZero();
        OrderPage page = gateway().getOrders(Orders.ACCOUNT, 0, null);
        assertThat(page.orders()).containsExactly(order);
        assertThat(page.more()).isFalse();
        assertThat(gateway().getOrders(Orders.ACCOUNT, page.sequence(), null).orders())
                .as("changes since the page")
                .isEmpty();
        assertThat(gateway().getOrders(Orders.ACCOUNT, 0, OrderStatus.WORKING).orders())
                .isEmpty();
        assertThat(gateway().getOrders("OTHER01", 0, null).orders()).isEmpty();
    }

    @Test
    default void fills_are_returned_in_order_of_arrival() {
        String first = newId();
        gateway().sendOrder(Orders.request(first, Orders.buy(1)));
        ended(first);
        String second = newId();
        gateway().sendOrder(Orders.request(second, Orders.market("TXFH1", Side.SELL, 2, "")));
        ended(second);
        FillPage page = gateway().getFills(Orders.ACCOUNT, 0);
        assertThat(page.fills()).extracting(fill -> fill.fill().quantity()).containsExactly(1, 2);
        FillPage.Numbered secondFill = page.fills().get(1);
        assertThat(gateway().getFills(Orders.ACCOUNT, 1).fills()).containsExactly(secondFill);
    }

    @Test
    default void an_unknown_id_is_neither_found_nor_changed() {
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway().getOrder(Orders.ACCOUNT, "no-such-order"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ORDER_NOT_FOUND));
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> gateway()
                        .changeOrder(new ChangeRequest(
                                newId(),
                                Orders.ACCOUNT,
                                new CancelOrder(new OrderReference.ByRequestId("no-such-order")),
                                null)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ORDER_NOT_FOUND));
    }

    @Test
    default void a_rejected_change_reports_the_reason_and_consumes_its_id() {
        String id = newId();
        gateway().sendOrder(Orders.request(id, Orders.buy(1)));
        ended(id);
        ChangeRequest cancel =
                new ChangeRequest(newId(), Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId(id)), null);
        ChangeResponse response = gateway().changeOrder(cancel);
        assertThat(response.status()).isEqualTo(ChangeResponse.Status.REJECTED);
        assertThat(response.errorCode()).isEqualTo("NOTWORKING");
        assertThat(response.errorMessage()).isNotBlank();
        assertThat(gateway().changeOrder(cancel)).isEqualTo(response.asReplayed());
    }

    @Test
    default void one_id_cannot_name_both_an_order_and_a_change() {
        String id = newId();
        gateway().sendOrder(Orders.request(id, Orders.buy(1)));
        assertThatExceptionOfType(InvalidOrderException.class)
                .isThrownBy(() -> gateway()
                        .changeOrder(new ChangeRequest(
                                id, Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId(id)), null)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_ID_REUSED));
        String change = newId();
        gateway()
                .changeOrder(new ChangeRequest(
                        change, Orders.ACCOUNT, new CancelOrder(new OrderReference.ByRequestId(id)), null));
        assertThatExceptionOfType(InvalidOrderException.class)
                .isThrownBy(() -> gateway().sendOrder(Orders.request(change, Orders.buy(1))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_ID_REUSED));
        assertThat(ordersAtExchange()).isEqualTo(1);
    }

    @Test
    default void an_account_has_equity_and_a_currency() {
        AccountInfo account = gateway().getAccount(Orders.ACCOUNT);
        assertThat(account.account()).isEqualTo(Orders.ACCOUNT);
        assertThat(account.equity()).isPositive();
        assertThat(account.currency()).isEqualTo("TWD");
    }
}
