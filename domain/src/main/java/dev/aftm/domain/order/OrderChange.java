package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A request to change the price or the working quantity of an earlier order. If neither is given, it is a request to
 * cancel the rest of the order. The constructor rejects impossible requests.
 *
 * @param targetId the request id that the order was sent with; null if {@code orderSerial} is given
 * @param orderSerial the exchange's number of the order, in the current trading day; null if {@code targetId} is given
 * @param price new price in points, above 0; null leaves it unchanged
 * @param quantity new working quantity in contracts, 1 or more; it can only be reduced; null leaves it unchanged
 */
public record OrderChange(
        @Nullable String targetId,
        @Nullable String orderSerial,
        @Nullable BigDecimal price,
        @Nullable Integer quantity) implements Instruction {

    /** @throws InvalidNewOrderException if the request is impossible; the message names the field and what is allowed */
    public OrderChange {
        if ((targetId == null) == (orderSerial == null)) {
            throw new InvalidNewOrderException("Name the order by either target_request_id or order_serial, not both.");
        }
        if (orderSerial != null && !NewOrder.isCode(orderSerial)) {
            throw new InvalidNewOrderException("order_serial must be 1 to 20 letters, digits or hyphens.");
        }
        if (price != null) {
            if (!Points.isPlain(price) || price.signum() <= 0) {
                throw new InvalidNewOrderException("price must be above 0, with at most " + Points.DIGITS
                        + " digits before and " + Points.DECIMALS + " after the decimal point.");
            }
            // 17300 and 1.73E4 are the same price, so requests that differ only in this are equal records.
            price = Points.normalized(price);
        }
        if (quantity != null && quantity < 1) {
            throw new InvalidNewOrderException("quantity must be a whole number of 1 or more.");
        }
    }

    /** A request to cancel the order that was sent with this request id. */
    public static OrderChange cancel(String targetId) {
        return new OrderChange(targetId, null, null, null);
    }

    /** Whether this is a request to cancel. */
    public boolean isCancel() {
        return price == null && quantity == null;
    }

    /** The order's id or number, for messages to people. */
    public String target() {
        return targetId == null ? "number " + orderSerial : targetId;
    }
}
