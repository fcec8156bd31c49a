package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.InvalidOrderException;
import dev.aftm.interactor.gateway.error.OrderSent;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to send one order.
 *
 * @param requestId identifies one order for ever, together with the account: 8 to 64 of {@code A-Z a-z 0-9 . _ : -};
 *     unguessable, or derived from a signal. Null only for old clients, which send none; exactly-once cannot be
 *     guaranteed for them
 * @param orderAccount the account to trade for: 1 to 20 letters, digits or hyphens
 * @param order the order to send
 * @param expiresAt the order is not sent after this, but it is still answered; null for the gateway's default deadline
 * @param cause what caused the order, e.g. a strategy's condition and tick, for people who read the audit trail; at most
 *     200 characters without control characters; may be empty
 */
public record OrderRequest(
        @Nullable String requestId,
        String orderAccount,
        NewOrder order,
        @Nullable Instant expiresAt,
        String cause) implements GatewayRequest {

    private static final int LONGEST_CAUSE = 200;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{8,64}");

    /** @throws InvalidOrderException if the account, the id or the cause does not have the form above */
    public OrderRequest {
        Objects.requireNonNull(order, "order");
        if (requestId != null && !isRequestId(requestId)) {
            throw new InvalidOrderException(
                    ErrorCode.INVALID_REQUEST,
                    OrderSent.NO,
                    "request_id must be 8 to 64 letters, digits, dots, underscores, colons or hyphens.");
        }
        if (cause.length() > LONGEST_CAUSE || cause.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidOrderException(
                    ErrorCode.INVALID_REQUEST,
                    OrderSent.NO,
                    "cause must have at most " + LONGEST_CAUSE + " characters and no control characters.");
        }
        if (!NewOrder.isCode(orderAccount)) {
            throw new InvalidOrderException(
                    ErrorCode.INVALID_ORDER, OrderSent.NO, "order_account must be 1 to 20 letters, digits or hyphens.");
        }
    }

    /** Creates a request without a cause. */
    public OrderRequest(@Nullable String requestId, String orderAccount, NewOrder order, @Nullable Instant expiresAt) {
        this(requestId, orderAccount, order, expiresAt, "");
    }

    @Override
    public NewOrder instruction() {
        return order;
    }

    /** Whether a text has the form of a request id. */
    public static boolean isRequestId(String text) {
        return ID.matcher(text).matches();
    }
}
