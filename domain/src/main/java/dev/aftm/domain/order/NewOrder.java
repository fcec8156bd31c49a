package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A new order, before it is sent. The constructor rejects impossible orders.
 *
 * @param itemCode the exchange's trading code: 1 to 20 of {@code A-Z a-z 0-9 -}
 * @param side buy or sell
 * @param type how it is priced
 * @param price in points; above 0 for {@link OrderType#LIMIT}, 0 otherwise; at most {@link Points#DIGITS} digits before and
 *     {@link Points#DECIMALS} after the decimal point
 * @param quantity contracts, 1 or more
 * @param openClose the position effect: open, close, or automatic
 * @param dayTrade whether the position will be closed within the day, at reduced margin
 * @param timeInForce how long it stays in the market; only {@link OrderType#LIMIT} may be {@link TimeInForce#ROD}
 * @param note the client's own remark, passed on unchanged; no control characters
 */
public record NewOrder(
        String itemCode,
        Side side,
        OrderType type,
        BigDecimal price,
        int quantity,
        PositionEffect openClose,
        boolean dayTrade,
        TimeInForce timeInForce,
        String note)
        implements OrderInstruction {

    private static final int LONGEST_CODE = 20;

    /** @throws InvalidNewOrderException if the order is impossible; the message names the field and what is allowed */
    public NewOrder {
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(openClose, "openClose");
        Objects.requireNonNull(timeInForce, "timeInForce");
        if (!isCode(itemCode)) {
            throw new InvalidNewOrderException("item_code must be 1 to 20 letters, digits or hyphens.");
        }
        requirePriceFitsType(type, price);
        // 17300, 17300.0 and 1.73E4 are the same price, so orders that differ only in this are equal records.
        price = Points.normalized(price);
        if (quantity < 1) {
            throw new InvalidNewOrderException("quantity must be a whole number of 1 or more.");
        }
        if (type != OrderType.LIMIT && timeInForce == TimeInForce.ROD) {
            throw new InvalidNewOrderException(
                    "time_in_force must be IOC or FOK for a market order; only a Limit order can rest (ROD).");
        }
        if (!isPrintable(note)) {
            throw new InvalidNewOrderException("note must not contain control characters.");
        }
    }

    /** Whether a text is valid as an account or item code: 1 to 20 letters, digits or hyphens. */
    public static boolean isCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_CODE;
    }

    private static void requirePriceFitsType(OrderType type, BigDecimal price) {
        if (!Points.isPlain(price)) {
            throw new InvalidNewOrderException("price must have at most " + Points.DIGITS + " digits before and "
                    + Points.DECIMALS + " after the decimal point.");
        }
        if (type == OrderType.LIMIT && price.signum() <= 0) {
            throw new InvalidNewOrderException("price must be above 0 for a Limit order.");
        }
        if (type != OrderType.LIMIT && price.signum() != 0) {
            throw new InvalidNewOrderException("price must be 0 for a market order.");
        }
    }

    /** Whether a text is free of control characters and unpaired surrogates. */
    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return true;
    }
}
