package dev.aftm.domain.risk;

import java.util.Set;
import java.util.TreeSet;

/** Only certain instruments are traded. */
public final class InstrumentRule implements RiskRule {

    @Override
    public String name() {
        return "instruments";
    }

    @Override
    public RiskDecision check(RiskView view) {
        Set<String> allowed = view.limits().instruments();
        return allowed.isEmpty() || allowed.contains(view.order().itemCode())
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        String.join(", ", new TreeSet<>(allowed)),
                        "it is for " + view.order().itemCode());
    }
}
