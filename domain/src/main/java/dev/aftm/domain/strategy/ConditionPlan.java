package dev.aftm.domain.strategy;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.domain.market.Points;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of a condition: the level to wait for, and where to enter and leave.
 *
 * <p>For a buy, order price = trigger + turning point, take profit = order price + take-profit points, stop loss = order
 * price − stop-loss points. A sell is the mirror image. All prices and distances are in points.
 *
 * @param action the side of the entry
 * @param triggerPrice the level that is awaited; above 0
 * @param quantity contracts, 1 or more
 * @param turningPoint how far the price must turn back from the trigger; 0 or more
 * @param takeProfitPoint distance of the take profit from the order price; 0 or more
 * @param stopLossPoint distance of the stop loss from the order price; 0 or more
 * @param following whether the trigger trails the price while the entry is awaited; without effect where
 *     {@code turningPoint} is 0
 * @param itemCode the instrument that it watches and trades; null for the one that is registered
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

    /** @throws InvalidValueException with one sentence, where a condition cannot be so */
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

    /** The price at which it enters. */
    public BigDecimal orderPrice() {
        return towardsProfit(triggerPrice, turningPoint);
    }

    /** The price at which it leaves with a profit. */
    public BigDecimal takeProfitPrice() {
        return towardsProfit(orderPrice(), takeProfitPoint);
    }

    /** The price at which it leaves with a loss. */
    public BigDecimal stopLossPrice() {
        return towardsProfit(orderPrice(), stopLossPoint.negate());
    }

    /** Whether a price is at the trigger or beyond it: at or below for a buy, at or above for a sell. */
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

    /** The same plan with its trigger at the price, where it follows and the price is beyond the trigger. */
    ConditionPlan trailing(BigDecimal price) {
        boolean follows = following && turningPoint.signum() != 0 && price.signum() > 0;
        if (!follows || compare(price, triggerPrice) >= 0) {
            return this;
        }
        return new ConditionPlan(
                action, price, quantity, turningPoint, takeProfitPoint, stopLossPoint, following, itemCode);
    }

    /** Above 0 where the price lies from the level in the direction that this plan profits from. */
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
