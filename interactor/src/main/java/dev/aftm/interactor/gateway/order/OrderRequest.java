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
 * @param requestId names, together with the account, one intended order for ever: 8 to 64 of
 *     {@code A-Z a-z 0-9 . _ : -}; unguessable, or derived from a signal. Null only for the old clients, which have none
 *     and for which exactly-once cannot be promised
 * @param orderAccount the account to trade for: 1 to 20 letters, digits or hyphens
 * @param order what to send
 * @param expiresAt after this the order is not sent any more (it is still answered); null for the gateway's own deadline
 * @param cause what gave rise to it, e.g. the tick that a strategy answers, for whoever reads the record later; at most
 *     200 characters, none of them a control character; may be empty
 */
public record OrderRequest(
        @Nullable String requestId,
        String orderAccount,
        NewOrder order,
        @Nullable Instant expiresAt,
        String cause) implements GatewayRequest {

    private static final int LONGEST_CAUSE = 200;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{8,64}");

    /** @throws InvalidOrderException where account or id have not the form above */
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

    /** An order that nothing in particular gave rise to. */
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
