package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;

/** Should everything that is open on the order's side trade, the account does not hold more than its limit. */
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
                        "at most " + most + " either way",
                        "it could come to " + worst + " (" + view.held() + " held, open orders at their worst)");
    }
}
