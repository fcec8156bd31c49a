package dev.aftm.domain.risk;

import java.util.List;

/** All rules, in their order: an order may be sent where every one of them allows it. Used by one thread. */
public final class RiskCheck {

    private final RiskRule[] rules;

    public RiskCheck(List<RiskRule> rules) {
        this.rules = rules.toArray(new RiskRule[0]);
    }

    /** Judges an order; the first refusal counts. A rule that fails refuses. */
    public Verdict check(RiskView order) {
        for (RiskRule rule : rules) {
            Verdict verdict = check(rule, order);
            if (verdict != Verdict.ALLOWED) {
                return verdict;
            }
        }
        for (RiskRule rule : rules) {
            rule.onTaken(order);
        }
        return Verdict.ALLOWED;
    }

    @SuppressWarnings("ReferenceEquality") // There is one object that allows; whatever else a rule returns does not.
    private static Verdict check(RiskRule rule, RiskView order) {
        Verdict verdict;
        try {
            verdict = rule.check(order);
        } catch (RuntimeException e) {
            return Verdict.refused(
                    rule.name(),
                    "what the rule can judge",
                    "it failed (" + e.getClass().getSimpleName() + ")");
        }
        if (verdict == Verdict.ALLOWED || verdict instanceof Verdict.Refused) {
            return verdict;
        }
        return Verdict.refused(rule.name(), "what the rule can judge", "it gave no verdict");
    }
}
