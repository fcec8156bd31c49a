package dev.aftm.domain.risk;

import java.math.BigDecimal;

/** An account whose loss of the day has reached the limit may only close positions. */
public final class DailyLossRule implements RiskRule {

    @Override
    public String name() {
        return "daily loss";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        BigDecimal most = context.limits().dailyLoss();
        if (most == null || onlyCloses(context)) {
            return RiskDecision.ALLOWED;
        }
        BigDecimal profit = context.dayProfit();
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

    private static boolean onlyCloses(RiskContext context) {
        return context.exposure().worstPosition(context.order())
                        * context.order().side().sign()
                <= 0;
    }
}
