package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;

/** An account whose loss of the day has reached the limit may only close positions. */
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
                    name(), limit(most), "the account's P&L of today is not known, so it cannot be compared with");
        }
        // Compares without negation, which would allocate.
        return profit.signum() >= 0 || profit.abs().compareTo(most) < 0
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        limit(most),
                        "the account has lost " + profit.abs().toPlainString() + " today, which reaches");
    }

    private static String limit(BigDecimal most) {
        return "the limit of " + most.toPlainString() + "; only orders that close a position are accepted";
    }

    private static boolean onlyCloses(RiskView view) {
        long quantity = view.order().quantity();
        return view.order().side() == Side.BUY
                ? view.held() + view.openBuys() + quantity <= 0
                : view.held() - view.openSells() - quantity >= 0;
    }
}
