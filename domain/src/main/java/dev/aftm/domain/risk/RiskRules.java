package dev.aftm.domain.risk;

import java.util.List;

/** The rules that every order is judged by. */
public final class RiskRules {

    private RiskRules() {}

    /** All of them, made anew, in the order in which they are asked; another rule is one line more. */
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
