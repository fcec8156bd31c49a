package dev.aftm.domain.risk;

import java.util.List;

/** Runs all rules in order. An order may be sent only if every rule allows it. Used by one thread. */
public final class RiskRuleChain {

    private final RiskRule[] rules;

    public RiskRuleChain(List<RiskRule> rules) {
        this.rules = rules.toArray(new RiskRule[0]);
    }

    /**
     * Checks an order against all rules, and notifies them if it is allowed.
     *
     * @return the first denial, or {@link RiskDecision#ALLOWED}; a rule that throws, or returns anything else, denies
     */
    public RiskDecision check(RiskContext context) {
        for (RiskRule rule : rules) {
            RiskDecision decision = check(rule, context);
            if (decision != RiskDecision.ALLOWED) {
                return decision;
            }
        }
        for (RiskRule rule : rules) {
            rule.onTaken(context);
        }
        return RiskDecision.ALLOWED;
    }

    @SuppressWarnings("ReferenceEquality") // Only the one object ALLOWED allows an order.
    private static RiskDecision check(RiskRule rule, RiskContext context) {
        RiskDecision decision;
        try {
            decision = rule.check(context);
        } catch (RuntimeException e) {
            return RiskDecision.refused(
                    rule.name(),
                    "its limit",
                    "the rule failed (" + e.getClass().getSimpleName() + "), so the order was not checked against");
        }
        if (decision == RiskDecision.ALLOWED || decision instanceof RiskDecision.Rejected) {
            return decision;
        }
        return RiskDecision.refused(
                rule.name(), "its limit", "the rule returned no decision, so the order was not checked against");
    }
}
