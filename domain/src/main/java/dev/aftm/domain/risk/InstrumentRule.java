package dev.aftm.domain.risk;

import java.util.Set;
import java.util.TreeSet;

/** Orders are accepted for listed instruments only. */
public final class InstrumentRule implements RiskRule {

    @Override
    public String name() {
        return "instruments";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        Set<String> allowed = context.limits().instruments();
        return allowed.isEmpty() || allowed.contains(context.order().itemCode())
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "the allowed instruments: " + String.join(", ", new TreeSet<>(allowed)),
                        context.order().itemCode() + " is not one of");
    }
}
