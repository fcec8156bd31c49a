package dev.aftm.interactor.trading;

import dev.aftm.domain.execution.OrderOutcome;
import dev.aftm.domain.execution.OrderSubmission;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Submits orders through the gateway. Uses the intent's id as the request id, and repeats the request with the same id until
 * there is a definite answer or the order has expired.
 *
 * <p>Safe for several threads if the gateway is.
 */
public final class GatewayOrderSubmission implements OrderSubmission {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    /** A market order is final within moments; after this time a person should check. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private final DllGatewayServiceInterface gateway;
    private final String account;
    private final Clock clock;
    private final Sleeper sleeper;

    /** @param account the account that every order trades for */
    public GatewayOrderSubmission(DllGatewayServiceInterface gateway, String account, Clock clock, Sleeper sleeper) {
        this.gateway = gateway;
        this.account = account;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public OrderOutcome submit(String intentId, NewOrder order, Instant expiresAt, String cause) {
        OrderRequest request = new OrderRequest(intentId, account, order, expiresAt, cause);
        boolean mayHaveBeenSent = false;
        while (true) {
            boolean lastAttempt = !clock.now().isBefore(expiresAt);
            try {
                return outcomeOf(gateway.sendOrder(request));
            } catch (DllGatewayException e) {
                // NO refers to the order and not to the attempt, so it also covers all earlier attempts.
                mayHaveBeenSent = e.orderSent() != OrderSent.NO || (mayHaveBeenSent && !isAuthoritative(e));
                if (isFinal(e.code()) || lastAttempt || !sleeper.pause(BETWEEN_ATTEMPTS)) {
                    return mayHaveBeenSent
                            ? new OrderOutcome.Unknown(e.code().name(), String.valueOf(e.getMessage()))
                            : new OrderOutcome.Rejected(e.code().name(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    @Override
    public OptionalInt filled(String intentId) {
        Instant until = clock.now().plus(LONGEST_WAIT);
        Duration between = SHORTEST_PAUSE;
        while (true) {
            try {
                OrderInfo order = gateway.getOrder(account, intentId);
                if (order.status().isFinal() || order.status() == OrderStatus.NOT_SENT) {
                    return OptionalInt.of(order.filled());
                }
            } catch (DllGatewayException e) {
                if (e.code() == ErrorCode.ORDER_NOT_FOUND) {
                    return OptionalInt.of(0);
                }
            }
            if (!clock.now().isBefore(until) || !sleeper.pause(between)) {
                return OptionalInt.empty();
            }
            between = between.compareTo(BETWEEN_ATTEMPTS) < 0 ? between.multipliedBy(2) : BETWEEN_ATTEMPTS;
        }
    }

    /** Whether repeating the request would give the same answer. */
    private static boolean isFinal(ErrorCode code) {
        return switch (code) {
            // A person has to resolve the order; repeating would only delay the following orders.
            case ORDER_STATE_UNKNOWN, ORDER_EXECUTION_ERROR -> true;
            default -> code.kind() == ErrorCode.Kind.INVALID || code.kind() == ErrorCode.Kind.REJECTED;
        };
    }

    /** Whether the answer comes from the gateway. If it could not be reached, nothing is known about earlier attempts. */
    private static boolean isAuthoritative(DllGatewayException e) {
        return !(e instanceof GatewayConnectionException);
    }

    private static OrderOutcome outcomeOf(OrderResponse response) {
        return response.isSendOrder()
                ? new OrderOutcome.Accepted(response.orderSerial())
                : new OrderOutcome.Rejected(response.errorCode(), response.errorMessage());
    }
}
