package dev.aftm.domain.risk;

import java.util.List;

/** All rules, in their order: an order may be sent where every one of them allows it. Used by one thread. */
public final class RiskRuleChain {

    private final RiskRule[] rules;

    public RiskRuleChain(List<RiskRule> rules) {
        this.rules = rules.toArray(new RiskRule[0]);
    }

    /** Judges an order; the first refusal counts. A rule that fails refuses. */
    public RiskDecision check(RiskView order) {
        for (RiskRule rule : rules) {
            RiskDecision decision = check(rule, order);
            if (decision != RiskDecision.ALLOWED) {
                return decision;
            }
        }
        for (RiskRule rule : rules) {
            rule.onTaken(order);
        }
        return RiskDecision.ALLOWED;
    }

    @SuppressWarnings("ReferenceEquality") // There is one object that allows; whatever else a rule returns does not.
    private static RiskDecision check(RiskRule rule, RiskView order) {
        RiskDecision decision;
        try {
            decision = rule.check(order);
        } catch (RuntimeException e) {
            return RiskDecision.refused(
                    rule.name(),
                    "what the rule can judge",
                    "it failed (" + e.getClass().getSimpleName() + ")");
        }
        if (decision == RiskDecision.ALLOWED || decision instanceof RiskDecision.Rejected) {
            return decision;
        }
        return RiskDecision.refused(rule.name(), "what the rule can judge", "it gave no verdict");
    }
}
