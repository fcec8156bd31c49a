package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A request to change the price or the working quantity of an earlier order. The constructor rejects impossible requests.
 *
 * @param target the order
 * @param price new price in points, above 0; null leaves it unchanged
 * @param quantity new working quantity in contracts, 1 or more; it can only be reduced; null leaves it unchanged
 */
public record ReplaceOrder(
        OrderReference target,
        @Nullable BigDecimal price,
        @Nullable Integer quantity) implements OrderInstruction.OfEarlierOrder {

    /** @throws InvalidNewOrderException if the request is impossible; the message names the field and what is allowed */
    public ReplaceOrder {
        if (price == null && quantity == null) {
            throw new InvalidNewOrderException("A replacement needs a price, a quantity, or both.");
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
}
