package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change an order that was sent before: its price, how much of it shall go on working, or, where neither is
 * given, to cancel what has not traded of it. Impossible wishes cannot be made.
 *
 * @param targetId the request id that the order was sent with; null where its serial is given
 * @param orderSerial the exchange's number of the order, of the present trading day; null where its id is given
 * @param price in points, above 0; null leaves it
 * @param quantity contracts that shall work from now on, 1 or more; null leaves it. Only ever less than work now
 */
public record OrderChange(
        @Nullable String targetId,
        @Nullable String orderSerial,
        @Nullable BigDecimal price,
        @Nullable Integer quantity) implements Instruction {

    /** @throws InvalidNewOrderException with one sentence for a person, where the wish is impossible */
    public OrderChange {
        if ((targetId == null) == (orderSerial == null)) {
            throw new InvalidNewOrderException(
                    "Either target_request_id or order_serial must name the order, and not both.");
        }
        if (orderSerial != null && !NewOrder.isCode(orderSerial)) {
            throw new InvalidNewOrderException("order_serial must be 1 to 20 letters, digits or hyphens.");
        }
        if (price != null) {
            if (!Points.isPlain(price) || price.signum() <= 0) {
                throw new InvalidNewOrderException("price must be above 0, with at most " + Points.DIGITS
                        + " digits before and " + Points.DECIMALS + " after the decimal point.");
            }
            // Equal wishes are equal records, however their price was spelled.
            price = Points.normalized(price);
        }
        if (quantity != null && quantity < 1) {
            throw new InvalidNewOrderException("quantity must be a whole number of 1 or more.");
        }
    }

    /** A wish to cancel the order that was sent under an id. */
    public static OrderChange cancel(String targetId) {
        return new OrderChange(targetId, null, null, null);
    }

    /** Whether what has not traded shall be cancelled. */
    public boolean isCancel() {
        return price == null && quantity == null;
    }

    /** The order, in words for people. */
    public String target() {
        return targetId == null ? "number " + orderSerial : targetId;
    }
}
