package dev.aftm.interactor.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.order.OrderOutcome;
import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.GatewayConnectionException;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.GatewayTimeoutException;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.gateway.Orders;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.FakeClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GatewayOrderSubmissionTest implements DllGatewayServiceInterface {

    private static final OrderResponse ACCEPTED = new OrderResponse(true, "test", "000001", "0", "", false);

    private final FakeClock clock = new FakeClock();
    private final Instant expiresAt = clock.now().plusSeconds(1);
    private final Deque<Object> script = new ArrayDeque<>();
    private final List<OrderRequest> requests = new ArrayList<>();

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
    public List<PositionInfo> getPositions(String account) {
        throw new IllegalStateException("Not asked for here.");
    }

    @Override
    public GatewayHealth healthCheck() {
        throw new IllegalStateException("Not asked for here.");
    }

    private OrderOutcome submit(Object... answers) {
        script.addAll(List.of(answers));
        GatewayOrderSubmission submission = new GatewayOrderSubmission(this, Orders.ACCOUNT, clock, duration -> {
            clock.advance(duration);
            return true;
        });
        return submission.submit("intent-1", Orders.buy(1), expiresAt);
    }

    private static DllGatewayException failure(ErrorCode code, OrderSent sent) {
        return DllGatewayException.of(code, sent, "Because.");
    }

    @Test
    void the_request_is_named_after_the_intent_and_carries_account_and_expiry() {
        assertThat(submit(ACCEPTED)).isEqualTo(new OrderOutcome.Accepted("000001"));
        assertThat(requests).containsExactly(new OrderRequest("intent-1", Orders.ACCOUNT, Orders.buy(1), expiresAt));
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
