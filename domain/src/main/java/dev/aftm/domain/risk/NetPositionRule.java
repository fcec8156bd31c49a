package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;

/** Limits the position that the account would hold if this order and all its open orders on the same side were filled. */
public final class NetPositionRule implements RiskRule {

    @Override
    public String name() {
        return "net position";
    }

    @Override
    public RiskDecision check(RiskView view) {
        Integer most = view.limits().netPosition();
        if (most == null) {
            return RiskDecision.ALLOWED;
        }
        long quantity = view.order().quantity();
        boolean isBuy = view.order().side() == Side.BUY;
        long worst = isBuy ? view.held() + view.openBuys() + quantity : view.held() - view.openSells() - quantity;
        return (isBuy ? worst <= most : worst >= -(long) most)
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "the limit of " + most + " long or short",
                        "the position could reach " + worst + " (" + view.held()
                                + " held, with all open orders filled), which exceeds");
    }
}
