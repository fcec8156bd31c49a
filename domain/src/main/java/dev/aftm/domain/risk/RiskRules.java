package dev.aftm.domain.risk;

import java.util.List;

/** The list of rules that every order is checked against. */
public final class RiskRules {

    private RiskRules() {}

    /** Creates all rules, in the order in which they check. To add a rule, add a line here. */
    public static List<RiskRule> all() {
        return List.of(
                new OrderQuantityRule(),
                new InstrumentRule(),
                new SessionHoursRule(),
                new PriceCollarRule(),
                new NotionalRule(),
                new NetPositionRule(),
                new SelfMatchRule(),
                new DailyLossRule(),
                new IdenticalOrdersRule(),
                new OrderRateRule());
    }
}
