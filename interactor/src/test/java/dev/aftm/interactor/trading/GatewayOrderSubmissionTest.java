package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.execution.OrderOutcome;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.SilentGateway;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class GatewayOrderSubmissionTest extends SilentGateway {

    private static final OrderResponse ACCEPTED = new OrderResponse(true, "test", "000001", "0", "", false);

    private final FakeClock clock = new FakeClock();
    private final Instant expiresAt = clock.now().plusSeconds(1);
    private final Deque<Object> script = new ArrayDeque<>();
    private final List<OrderRequest> requests = new ArrayList<>();
    private int queries;

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        requests.add(request);
        Object next = script.size() > 1 ? script.remove() : script.element();
        if (next instanceof DllGatewayException failure) {
            throw failure;
        }
        return (OrderResponse) next;
    }

    @Override
    public OrderInfo getOrder(String account, String requestId) {
        queries++;
        Object next = script.size() > 1 ? script.remove() : script.element();
        if (next instanceof DllGatewayException failure) {
            throw failure;
        }
        return (OrderInfo) next;
    }

    private OrderOutcome submit(Object... answers) {
        script.addAll(List.of(answers));
        return submission().submit("intent-1", Orders.buy(1), expiresAt, "because");
    }

    private GatewayOrderSubmission submission() {
        return new GatewayOrderSubmission(this, Orders.ACCOUNT, clock, duration -> {
            clock.advance(duration);
            return true;
        });
    }

    private OptionalInt filled(Object... answers) {
        script.addAll(List.of(answers));
        return submission().filled("intent-1");
    }

    private static OrderInfo order(OrderStatus status, int filled) {
        return new OrderInfo(
                1,
                Orders.ACCOUNT,
                "intent-1",
                "tag",
                Orders.buy(3),
                status,
                "000001",
                BigDecimal.ZERO,
                filled,
                0,
                BigDecimal.ZERO,
                "",
                "",
                LocalDate.EPOCH,
                Instant.EPOCH);
    }

    private static DllGatewayException failure(ErrorCode code, OrderSent sent) {
        return DllGatewayException.of(code, sent, "Because.");
    }

    @Nested
    final class Filled {

        @Test
        void filled_returns_the_fills_once_the_order_is_final() {
            assertThat(filled(order(OrderStatus.WORKING, 1), order(OrderStatus.CANCELLED, 2)))
                    .hasValue(2);
            assertThat(queries).isEqualTo(2);
        }

        @Test
        void an_order_that_was_never_sent_has_no_fills() {
            assertThat(filled(failure(ErrorCode.ORDER_NOT_FOUND, OrderSent.NO))).hasValue(0);
        }

        @Test
        void the_query_for_fills_is_repeated_while_the_gateway_is_down() {
            assertThat(filled(new GatewayConnectionException("Away."), order(OrderStatus.FILLED, 3)))
                    .hasValue(3);
        }

        @Test
        void the_wait_for_a_final_order_is_bounded() {
            assertThat(filled(order(OrderStatus.UNKNOWN, 0))).isEmpty();
            assertThat(queries).isGreaterThan(10);
        }
    }

    @Nested
    final class Submit {

        @Test
        void the_request_has_the_intent_id_account_and_expiry() {
            assertThat(submit(ACCEPTED)).isEqualTo(new OrderOutcome.Accepted("000001"));
            assertThat(requests)
                    .containsExactly(new OrderRequest("intent-1", Orders.ACCOUNT, Orders.buy(1), expiresAt, "because"));
        }

        @Test
        void the_same_request_is_repeated_while_the_gateway_is_down() {
            OrderOutcome outcome = submit(
                    new GatewayConnectionException("Away."),
                    new GatewayTimeoutException("Silent."),
                    failure(ErrorCode.GATEWAY_BUSY, OrderSent.NO),
                    ACCEPTED);
            assertThat(outcome).isEqualTo(new OrderOutcome.Accepted("000001"));
            assertThat(requests).hasSize(4).containsOnly(requests.get(0));
        }

        @Test
        void a_rejected_request_is_not_repeated() {
            assertThat(submit(failure(ErrorCode.RISK_REJECTED, OrderSent.NO)))
                    .isEqualTo(new OrderOutcome.Rejected("RISK_REJECTED", "Because."));
            assertThat(requests).hasSize(1);
        }

        @Test
        void an_order_for_a_person_to_resolve_is_unknown_at_once() {
            assertThat(submit(failure(ErrorCode.ORDER_STATE_UNKNOWN, OrderSent.UNKNOWN)))
                    .isEqualTo(new OrderOutcome.Unknown("ORDER_STATE_UNKNOWN", "Because."));
            assertThat(requests).hasSize(1);
        }

        @Test
        void no_answer_until_expiry_is_unknown() {
            assertThat(submit(new GatewayTimeoutException("Silent."))).isInstanceOf(OrderOutcome.Unknown.class);
        }

        @Test
        void a_lost_gateway_after_an_unanswered_attempt_is_unknown() {
            assertThat(submit(new GatewayTimeoutException("Silent."), new GatewayConnectionException("Away.")))
                    .isInstanceOf(OrderOutcome.Unknown.class);
        }

        @Test
        void not_sent_also_covers_earlier_unanswered_attempts() {
            assertThat(submit(new GatewayTimeoutException("Silent."), failure(ErrorCode.REQUEST_EXPIRED, OrderSent.NO)))
                    .isEqualTo(new OrderOutcome.Rejected("REQUEST_EXPIRED", "Because."));
        }

        @Test
        void an_unreachable_gateway_has_sent_nothing() {
            assertThat(submit(new GatewayConnectionException("Away."))).isInstanceOf(OrderOutcome.Rejected.class);
        }
    }
}
