package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aftm.domain.ExtendingPage;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the test of {@code docs/extending/exchange-test.md}. */
final class ExchangeTestPageTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_pages_test_passes() throws Exception {
        Class<?> test = ExtendingPage.compiled(
                "exchange-test.md", "dev.aftm.infrastructure.simulator.RestingOrderTest", folder);
        Object instance = test.getConstructor().newInstance();
        Method method = test.getMethod("rests_until_the_market_comes_to_it");
        assertThatCode(() -> method.invoke(instance)).doesNotThrowAnyException();
    }
}
