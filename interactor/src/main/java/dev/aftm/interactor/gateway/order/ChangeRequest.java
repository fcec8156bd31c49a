package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.InvalidOrderException;
import dev.aftm.interactor.gateway.error.OrderSent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel, or to change, one order.
 *
 * @param requestId identifies this request for ever, together with the account; it is not the id of the order to change.
 *     Null if the caller has none; then a repeated request may be sent twice
 * @param orderAccount the account that the order trades for: 1 to 20 letters, digits or hyphens
 * @param change the order to cancel or replace, and how
 * @param expiresAt the request is not sent after this, but it is still answered; null for the gateway's default deadline
 */
public record ChangeRequest(
        @Nullable String requestId,
        String orderAccount,
        OrderInstruction.OfEarlierOrder change,
        @Nullable Instant expiresAt)
        implements GatewayRequest {

    /** @throws InvalidOrderException if the account or an id does not have the form above */
    public ChangeRequest {
        Objects.requireNonNull(change, "change");
        requireId("request_id", requestId);
        requireId("target_request_id", change.target().asRequestId().orElse(null));
        if (!NewOrder.isCode(orderAccount)) {
            throw new InvalidOrderException(
                    ErrorCode.INVALID_ORDER, OrderSent.NO, "order_account must be 1 to 20 letters, digits or hyphens.");
        }
    }

    private static void requireId(String name, @Nullable String id) {
        if (id != null && !OrderRequest.isRequestId(id)) {
            throw new InvalidOrderException(
                    ErrorCode.INVALID_REQUEST,
                    OrderSent.NO,
                    name + " must be 8 to 64 letters, digits, dots, underscores, colons or hyphens.");
        }
    }

    @Override
    public OrderInstruction.OfEarlierOrder instruction() {
        return change;
    }

    @Override
    public String cause() {
        return "";
    }
}
