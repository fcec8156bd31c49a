package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.ExtendingPage;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the rule on the page {@code docs/extending/risk-rule.md}. */
final class RiskRulePageTest {

    @TempDir
    private Path folder = Path.of("");

    private RiskRule compiled() throws Exception {
        return (RiskRule) ExtendingPage.compiled("risk-rule.md", "dev.aftm.domain.risk.CalmOpeningRule", folder)
                .getConstructor()
                .newInstance();
    }

    @Test
    void the_rule_of_the_page_denies_market_orders_at_the_opening() throws Exception {
        RiskRule rule = compiled();
        RiskRuleChain check = new RiskRuleChain(List.of(rule));
        Random random = new Random(1);
        int rejected = 0;
        for (int i = 0; i < 20_000; i++) {
            RiskContext order = RandomCase.of(random, i, RiskLimits.NONE);
            LocalTime time = order.market().time();
            boolean isOpening = time == null || (time.getHour() == 8 && time.getMinute() / 5 == 9);
            boolean shouldReject = isOpening && order.order().price().signum() == 0;
            assertThat(check.check(order) != RiskDecision.ALLOWED)
                    .as("%s", order)
                    .isEqualTo(shouldReject);
            rejected += shouldReject ? 1 : 0;
        }
        assertThat(rejected).isPositive();
    }
}
