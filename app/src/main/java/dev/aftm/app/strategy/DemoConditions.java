package dev.aftm.app.strategy;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.ConditionPlan;
import java.math.BigDecimal;
import java.util.List;

/** Conditions near the prices of the built-in tape, so that a new user soon sees trades. */
final class DemoConditions {

    static final List<ConditionPlan> CONDITIONS = List.of(
            condition(Side.BUY, 17_295, 3, 12, 10),
            condition(Side.SELL, 17_305, 3, 12, 10),
            condition(Side.BUY, 17_285, 5, 15, 12));

    private DemoConditions() {}

    private static ConditionPlan condition(Side action, int trigger, int turning, int profit, int loss) {
        return new ConditionPlan(
                action,
                BigDecimal.valueOf(trigger),
                1,
                BigDecimal.valueOf(turning),
                BigDecimal.valueOf(profit),
                BigDecimal.valueOf(loss),
                true,
                null);
    }
}
