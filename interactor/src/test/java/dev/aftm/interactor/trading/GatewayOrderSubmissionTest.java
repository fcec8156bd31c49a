package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.OrderOutcome;
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
import org.junit.jupiter.api.Test;

final class GatewayOrderSubmissionTest extends SilentGateway {

    private static final OrderResponse ACCEPTED = new OrderResponse(true, "test", "000001", "0", "", false);

    private final FakeClock clock = new FakeClock();
    private final Instant expiresAt = clock.now().plusSeconds(1);
    private final Deque<Object> script = new ArrayDeque<>();
    private final List<OrderRequest> requests = new ArrayList<>();
    private int asked;

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
        asked++;
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

    private static OrderInfo order(OrderInfo.Status status, int filled) {
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

    @Test
    void what_has_traded_is_told_once_nothing_more_can() {
        assertThat(filled(order(OrderInfo.Status.WORKING, 1), order(OrderInfo.Status.CANCELLED, 2)))
                .hasValue(2);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void of_what_was_never_sent_nothing_has_traded() {
        assertThat(filled(failure(ErrorCode.ORDER_NOT_FOUND, OrderSent.NO))).hasValue(0);
    }

    @Test
    void a_gateway_that_is_away_for_a_while_is_asked_again_for_what_has_traded() {
        assertThat(filled(new GatewayConnectionException("Away."), order(OrderInfo.Status.FILLED, 3)))
                .hasValue(3);
    }

    @Test
    void an_order_that_does_not_end_is_waited_for_a_while_only() {
        assertThat(filled(order(OrderInfo.Status.UNKNOWN, 0))).isEmpty();
        assertThat(asked).isGreaterThan(10);
    }

    private static DllGatewayException failure(ErrorCode code, OrderSent sent) {
        return DllGatewayException.of(code, sent, "Because.");
    }

    @Test
    void the_request_is_named_after_the_intent_and_carries_account_and_expiry() {
        assertThat(submit(ACCEPTED)).isEqualTo(new OrderOutcome.Accepted("000001"));
        assertThat(requests)
                .containsExactly(new OrderRequest("intent-1", Orders.ACCOUNT, Orders.buy(1), expiresAt, "because"));
    }

    @Test
    void a_gateway_that_is_away_for_a_while_is_asked_again_with_the_same_request() {
        OrderOutcome outcome = submit(
                new GatewayConnectionException("Away."),
                new GatewayTimeoutException("Silent."),
                failure(ErrorCode.GATEWAY_BUSY, OrderSent.NO),
                ACCEPTED);
        assertThat(outcome).isEqualTo(new OrderOutcome.Accepted("000001"));
        assertThat(requests).hasSize(4).containsOnly(requests.get(0));
    }

    @Test
    void what_is_refused_for_good_is_not_asked_again() {
        assertThat(submit(failure(ErrorCode.RISK_REJECTED, OrderSent.NO)))
                .isEqualTo(new OrderOutcome.Rejected("RISK_REJECTED", "Because."));
        assertThat(requests).hasSize(1);
    }

    @Test
    void an_order_that_only_a_person_can_resolve_is_unknown_at_once() {
        assertThat(submit(failure(ErrorCode.ORDER_STATE_UNKNOWN, OrderSent.UNKNOWN)))
                .isEqualTo(new OrderOutcome.Unknown("ORDER_STATE_UNKNOWN", "Because."));
        assertThat(requests).hasSize(1);
    }

    @Test
    void silence_until_the_end_is_unknown_and_never_a_failure() {
        assertThat(submit(new GatewayTimeoutException("Silent."))).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    void a_gateway_that_went_away_after_an_unanswered_attempt_leaves_the_order_unknown() {
        assertThat(submit(new GatewayTimeoutException("Silent."), new GatewayConnectionException("Away.")))
                .isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    void a_gateway_that_says_no_after_an_unanswered_attempt_settles_it() {
        assertThat(submit(new GatewayTimeoutException("Silent."), failure(ErrorCode.REQUEST_EXPIRED, OrderSent.NO)))
                .isEqualTo(new OrderOutcome.Rejected("REQUEST_EXPIRED", "Because."));
    }

    @Test
    void a_gateway_that_was_never_there_has_sent_nothing() {
        assertThat(submit(new GatewayConnectionException("Away."))).isInstanceOf(OrderOutcome.Rejected.class);
    }
}
