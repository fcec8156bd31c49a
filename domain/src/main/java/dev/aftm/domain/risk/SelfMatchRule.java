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
    public RiskDecision check(RiskView view) {
        if (!Boolean.FALSE.equals(view.limits().mayMatchItself())) {
            return RiskDecision.ALLOWED;
        }
        boolean isBuy = view.order().side() == Side.BUY;
        BigDecimal opposite = isBuy ? view.lowestOwnSell() : view.highestOwnBuy();
        if (opposite == null) {
            return RiskDecision.ALLOWED;
        }
        BigDecimal price = view.order().price();
        boolean keepsAway = view.order().type() == OrderType.LIMIT
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
