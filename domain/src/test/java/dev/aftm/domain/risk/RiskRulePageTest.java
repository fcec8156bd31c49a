package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.ExtendingPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule that {@code docs/extending/risk-rule.md} builds, as it stands there. */
final class RiskRulePageTest {

    @TempDir
    private Path folder = Path.of("");

    private RiskRule compiled() throws Exception {
        return (RiskRule) ExtendingPage.compiled("risk-rule.md", "dev.aftm.domain.risk.CalmOpeningRule", folder)
                .getConstructor()
                .newInstance();
    }

    @Test
    void it_allows_and_refuses_and_counts_among_the_others() throws Exception {
        RiskRule rule = compiled();
        RiskRuleChain check = new RiskRuleChain(List.of(rule));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            RandomCase order = new RandomCase(random, i, RiskLimits.NONE);
            int second = order.exchangeSecondOfDay();
            boolean isOpening = second < 0 || (second >= 31_500 && second < 31_800);
            boolean shouldRefuse = isOpening && order.order().price().signum() == 0;
            assertThat(check.check(order) != RiskDecision.ALLOWED)
                    .as("%s", order)
                    .isEqualTo(shouldRefuse);
            refused += shouldRefuse ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }
}
