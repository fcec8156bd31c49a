package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;

/** An account that has lost its day's limit may close what it has, and open nothing. */
public final class DailyLossRule implements RiskRule {

    @Override
    public String name() {
        return "daily loss";
    }

    @Override
    public RiskDecision check(RiskView view) {
        BigDecimal most = view.limits().dailyLoss();
        if (most == null || onlyCloses(view)) {
            return RiskDecision.ALLOWED;
        }
        BigDecimal profit = view.dayProfit();
        if (profit == null) {
            return RiskDecision.refused(
                    name(),
                    "a loss of at most " + most.toPlainString(),
                    "nobody knows what the account has lost today");
        }
        // Compared without a negation, which would allocate.
        return profit.signum() >= 0 || profit.abs().compareTo(most) < 0
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "a loss below " + most.toPlainString(),
                        "the account has lost " + profit.abs().toPlainString() + " today");
    }

    private static boolean onlyCloses(RiskView view) {
        long quantity = view.order().quantity();
        return view.order().side() == Side.BUY
                ? view.held() + view.openBuys() + quantity <= 0
                : view.held() - view.openSells() - quantity >= 0;
    }
}
