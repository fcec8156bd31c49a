package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderChange;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.InvalidOrderException;
import dev.aftm.interactor.gateway.error.OrderSent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel or change one order.
 *
 * @param requestId names this request for ever, as an order's own id does; it is not the id of the order that is changed.
 *     Null where the caller has none: then a repetition may be sent again
 * @param orderAccount the account that the order trades for: 1 to 20 letters, digits or hyphens
 * @param change which order, and what of it
 * @param expiresAt after this nothing is sent any more (it is still answered); null for the gateway's own deadline
 */
public record ChangeRequest(
        @Nullable String requestId,
        String orderAccount,
        OrderChange change,
        @Nullable Instant expiresAt) implements GatewayRequest {

    /** @throws InvalidOrderException where account or ids have not the form above */
    public ChangeRequest {
        Objects.requireNonNull(change, "change");
        requireId("request_id", requestId);
        requireId("target_request_id", change.targetId());
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
    public OrderChange instruction() {
        return change;
    }

    @Override
    public String cause() {
        return "";
    }
}
