package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Limits the value of one order, at its price, or at the last trade's price for a market order. */
public final class NotionalRule implements RiskRule {

    /** Decimals of the highest price, which is rounded down; more than a price may have. */
    private static final int SCALE = 12;

    private static final int REMEMBERED = 64;

    /** The highest price allowed for a quantity; remembered, so that the check allocates nothing. */
    private record Highest(BigDecimal notional, BigDecimal multiplier, int quantity, BigDecimal price) {}

    private final @Nullable Highest[] remembered = new Highest[REMEMBERED];

    @Override
    public String name() {
        return "notional";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        BigDecimal most = context.limits().notional();
        if (most == null) {
            return RiskDecision.ALLOWED;
        }
        NewOrder order = context.order();
        BigDecimal price = price(order, context.market().lastTrade());
        if (price == null || price.signum() <= 0) {
            return RiskDecision.refused(
                    name(),
                    limit(most),
                    "there is no price to compute the order's value, so it cannot be compared with");
        }
        BigDecimal multiplier = context.market().multiplier();
        if (multiplier == null) {
            return RiskDecision.refused(
                    name(),
                    limit(most),
                    "the value of one point of " + order.itemCode()
                            + " is not known, so the order's value cannot be compared with");
        }
        return price.compareTo(highest(most, multiplier, order.quantity())) <= 0
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        limit(most),
                        "the order's value of "
                                + price.multiply(multiplier)
                                        .multiply(BigDecimal.valueOf(order.quantity()))
                                        .toPlainString()
                                + " exceeds");
    }

    private static String limit(BigDecimal most) {
        return "the limit of " + most.toPlainString();
    }

    /** A sell limit order may trade above its price, so the last trade's price counts if it is higher. */
    private static @Nullable BigDecimal price(NewOrder order, RiskContext.@Nullable LastTrade trade) {
        boolean isLimit = order.type() == OrderType.LIMIT;
        if (isLimit && order.side() == Side.BUY) {
            return order.price();
        }
        BigDecimal last = trade == null ? null : trade.price();
        return isLimit && last != null ? order.price().max(last) : last;
    }

    @SuppressWarnings("ReferenceEquality") // An equal but different object only costs one more computation.
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
