package dev.aftm.domain.strategy;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.domain.market.Points;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a condition: the trigger to wait for, and where to enter and exit.
 *
 * <p>For a buy, order price = trigger + turning point, take profit = order price + take-profit points, stop loss = order
 * price − stop-loss points. A sell is the mirror image. All prices and distances are in points.
 *
 * @param action the side of the entry
 * @param triggerPrice the level to wait for; above 0
 * @param quantity contracts, 1 or more
 * @param turningPoint how far the price must turn back from the trigger; 0 or more
 * @param takeProfitPoint distance of the take profit from the order price; 0 or more
 * @param stopLossPoint distance of the stop loss from the order price; 0 or more
 * @param following whether the trigger trails the price until the entry; no effect if {@code turningPoint} is 0
 * @param itemCode the trading code of its instrument; null for the registered one
 */
public record ConditionPlan(
        Side action,
        BigDecimal triggerPrice,
        int quantity,
        BigDecimal turningPoint,
        BigDecimal takeProfitPoint,
        BigDecimal stopLossPoint,
        boolean following,
        @Nullable String itemCode) {

    public static final int DEFAULT_QUANTITY = 1;
    public static final BigDecimal DEFAULT_TURNING_POINT = BigDecimal.valueOf(15);
    public static final BigDecimal DEFAULT_TAKE_PROFIT_POINT = BigDecimal.valueOf(90);
    public static final BigDecimal DEFAULT_STOP_LOSS_POINT = BigDecimal.valueOf(30);

    /** @throws InvalidValueException if a value is not allowed; the message names the field and what is allowed */
    public ConditionPlan {
        Objects.requireNonNull(action, "action");
        requirePlain("trigger_price", triggerPrice);
        if (triggerPrice.signum() <= 0) {
            throw new InvalidValueException("trigger_price must be above 0, not " + triggerPrice + ".");
        }
        if (quantity < 1) {
            throw new InvalidValueException("quantity must be a whole number of 1 or more, not " + quantity + ".");
        }
        requireNotNegative("turning_point", turningPoint);
        requireNotNegative("take_profit_point", takeProfitPoint);
        requireNotNegative("stop_loss_point", stopLossPoint);
    }

    /** The price of the entry, in points. */
    public BigDecimal orderPrice() {
        return towardsProfit(triggerPrice, turningPoint);
    }

    /** The price of the take profit, in points. */
    public BigDecimal takeProfitPrice() {
        return towardsProfit(orderPrice(), takeProfitPoint);
    }

    /** The price of the stop loss, in points. */
    public BigDecimal stopLossPrice() {
        return towardsProfit(orderPrice(), stopLossPoint.negate());
    }

    /** Whether a price has reached the trigger: at or below it for a buy, at or above it for a sell. */
    boolean isAtTrigger(BigDecimal price) {
        return compare(price, triggerPrice) <= 0;
    }

    boolean isAtOrderPrice(BigDecimal price) {
        return compare(price, orderPrice()) >= 0;
    }

    boolean isAtTakeProfit(BigDecimal price) {
        return compare(price, takeProfitPrice()) >= 0;
    }

    boolean isAtStopLoss(BigDecimal price) {
        return compare(price, stopLossPrice()) <= 0;
    }

    /** Moves the trigger of a following plan to a price beyond it; otherwise returns this plan. */
    ConditionPlan trailing(BigDecimal price) {
        boolean follows = following && turningPoint.signum() != 0 && price.signum() > 0;
        if (!follows || compare(price, triggerPrice) >= 0) {
            return this;
        }
        return new ConditionPlan(
                action, price, quantity, turningPoint, takeProfitPoint, stopLossPoint, following, itemCode);
    }

    /** Above 0 if the price is on the profitable side of the level, below 0 if on the other side. */
    private int compare(BigDecimal price, BigDecimal level) {
        return price.compareTo(level) * action.sign();
    }

    private BigDecimal towardsProfit(BigDecimal price, BigDecimal points) {
        return action == Side.BUY ? price.add(points) : price.subtract(points);
    }

    private static void requirePlain(String name, BigDecimal points) {
        if (!Points.isPlain(points)) {
            throw new InvalidValueException(name + " must have at most " + Points.DIGITS + " digits before and "
                    + Points.DECIMALS + " after the decimal point.");
        }
    }

    private static void requireNotNegative(String name, BigDecimal points) {
        requirePlain(name, points);
        if (points.signum() < 0) {
            throw new InvalidValueException(name + " must be 0 or more, not " + points + ".");
        }
    }
}
