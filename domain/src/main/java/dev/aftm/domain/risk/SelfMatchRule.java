package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;

/** Denies an order that could trade against a resting order of the same account. */
public final class SelfMatchRule implements RiskRule {

    @Override
    public String name() {
        return "self-match";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        if (!Boolean.FALSE.equals(context.limits().mayMatchItself())) {
            return RiskDecision.ALLOWED;
        }
        boolean isBuy = context.order().side() == Side.BUY;
        BigDecimal opposite =
                isBuy ? context.exposure().lowestOwnSell() : context.exposure().highestOwnBuy();
        if (opposite == null) {
            return RiskDecision.ALLOWED;
        }
        BigDecimal price = context.order().price();
        boolean keepsAway = context.order().type() == OrderType.LIMIT
                && (isBuy ? price.compareTo(opposite) < 0 : price.compareTo(opposite) > 0);
        return keepsAway
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "a limit price " + (isBuy ? "below " : "above ") + opposite.toPlainString(),
                        "the account's own order " + (isBuy ? "sells" : "buys") + " at " + opposite.toPlainString()
                                + ", so this order needs");
    }
}
