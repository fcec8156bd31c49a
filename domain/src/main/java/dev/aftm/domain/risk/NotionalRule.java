package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** An order is not worth more than its limit, by its price, or the last trade's where it is to trade at the market. */
public final class NotionalRule implements RiskRule {

    /** Digits after the decimal point of a highest price: more than a price may have, and rounded down. */
    private static final int SCALE = 12;

    private static final int REMEMBERED = 64;

    /** The highest price of orders of a size, computed once: to compare with it allocates nothing. */
    private record Highest(BigDecimal notional, BigDecimal multiplier, int quantity, BigDecimal price) {}

    private final @Nullable Highest[] remembered = new Highest[REMEMBERED];

    @Override
    public String name() {
        return "notional";
    }

    @Override
    public RiskDecision check(RiskView view) {
        BigDecimal most = view.limits().notional();
        if (most == null) {
            return RiskDecision.ALLOWED;
        }
        NewOrder order = view.order();
        BigDecimal price = price(order, view.lastPrice());
        if (price == null || price.signum() <= 0) {
            return RiskDecision.refused(name(), "at most " + most.toPlainString(), "there is no price to judge it by");
        }
        if (view.multiplier().signum() <= 0) {
            return RiskDecision.refused(
                    name(),
                    "at most " + most.toPlainString(),
                    "nobody knows what a point of " + order.itemCode() + " is worth");
        }
        return price.compareTo(highest(most, view.multiplier(), order.quantity())) <= 0
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "at most " + most.toPlainString(),
                        "it is worth "
                                + price.multiply(view.multiplier())
                                        .multiply(BigDecimal.valueOf(order.quantity()))
                                        .toPlainString());
    }

    /** A limit order to sell trades at its price or better, so that it may be worth more than its price says. */
    private static @Nullable BigDecimal price(NewOrder order, @Nullable BigDecimal last) {
        boolean isLimit = order.type() == OrderType.LIMIT;
        if (isLimit && order.side() == Side.BUY) {
            return order.price();
        }
        return isLimit && last != null ? order.price().max(last) : last;
    }

    @SuppressWarnings("ReferenceEquality") // Another object that is equal only costs one computation more.
    private BigDecimal highest(BigDecimal notional, BigDecimal multiplier, int quantity) {
        int place = quantity & (REMEMBERED - 1);
        Highest known = remembered[place];
        if (known == null
                || known.quantity() != quantity
                || known.notional() != notional
                || known.multiplier() != multiplier) {
            BigDecimal price =
                    notional.divide(multiplier.multiply(BigDecimal.valueOf(quantity)), SCALE, RoundingMode.DOWN);
            known = new Highest(notional, multiplier, quantity, price);
            remembered[place] = known;
        }
        return known.price();
    }
}
