package dev.aftm.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule that {@code docs/extending/risk-rule.md} builds, as it stands there. */
final class RiskRulePageTest {

    private static final Path PAGE = Path.of("..", "docs", "extending", "risk-rule.md");

    @TempDir
    private Path folder = Path.of("");

    private static String code() throws IOException {
        Matcher blocks = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(blocks.find()).isTrue();
        return blocks.group(1);
    }

    private RiskRule compiled() throws Exception {
        Path source = Files.writeString(folder.resolve("CalmOpeningRule.java"), code());
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        folder.toString(),
                        "-cp",
                        Path.of("target", "classes").toString(),
                        source.toString());
        assertThat(result).as("the page's code compiles").isZero();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, RiskRule.class.getClassLoader());
        return (RiskRule) loader.loadClass("dev.aftm.domain.risk.CalmOpeningRule")
                .getConstructor()
                .newInstance();
    }

    @Test
    void it_allows_and_refuses_and_counts_among_the_others() throws Exception {
        RiskRule rule = compiled();
        RiskCheck check = new RiskCheck(List.of(rule));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            RandomCase order = new RandomCase(random, i, RiskLimits.NONE);
            int second = order.exchangeSecondOfDay();
            boolean isOpening = second < 0 || (second >= 31_500 && second < 31_800);
            boolean shouldRefuse = isOpening && order.order().price().signum() == 0;
            assertThat(check.check(order) != Verdict.ALLOWED).as("%s", order).isEqualTo(shouldRefuse);
            refused += shouldRefuse ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }
}
