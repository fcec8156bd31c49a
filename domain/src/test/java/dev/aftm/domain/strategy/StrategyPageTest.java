package dev.aftm.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.ExtendingPage;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the strategy on the page {@code docs/extending/strategy.md}. */
final class StrategyPageTest {

    private static final Instant OPENING = Instant.parse("2021-07-26T00:45:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Strategy compiled() throws Exception {
        return (Strategy) ExtendingPage.compiled("strategy.md", "dev.aftm.domain.strategy.BreakoutStrategy", folder)
                .getConstructor(String.class, String.class)
                .newInstance("store", "TXFH1");
    }

    private static List<String> trades(Strategy strategy, int... prices) {
        return IntStream.range(0, prices.length)
                .mapToObj(i -> new Tick("TXFH1", OPENING.plusSeconds(i), BigDecimal.valueOf(prices[i]), 1))
                .flatMap(tick -> strategy.onTick(tick).signals().stream())
                .map(signal -> signal.id() + " " + signal.side() + " " + signal.price() + " " + signal.reason())
                .toList();
    }

    private static Condition condition(long id, Side side) {
        return Condition.waiting(
                id,
                new ConditionPlan(
                        side,
                        BigDecimal.valueOf(17_300),
                        1,
                        BigDecimal.ZERO,
                        BigDecimal.valueOf(20),
                        BigDecimal.valueOf(10),
                        false,
                        null));
    }

    @Test
    void it_enters_at_the_break_and_exits_at_profit_or_loss() throws Exception {
        Strategy strategy = compiled();
        strategy.put(condition(1, Side.BUY));
        assertThat(trades(strategy, 17_290, 17_299, 17_300, 17_310, 17_319, 17_321, 17_400))
                .containsExactly("store-1-entry BUY 17300 ENTRY", "store-1-exit SELL 17321 TAKE_PROFIT");
        assertThat(strategy.conditions()).isEmpty();

        strategy.put(condition(2, Side.SELL));
        assertThat(trades(strategy, 17_301, 17_299, 17_309, 17_310, 17_200))
                .containsExactly("store-2-entry SELL 17299 ENTRY", "store-2-exit BUY 17310 STOP_LOSS");
    }

    @Test
    void it_continues_after_being_rebuilt_from_its_conditions() throws Exception {
        Strategy before = compiled();
        before.put(condition(1, Side.BUY));
        assertThat(trades(before, 17_290, 17_305)).hasSize(1);
        Strategy after = compiled();
        before.conditions().forEach(after::put);
        assertThat(trades(after, 17_305, 17_320)).containsExactly("store-1-exit SELL 17320 TAKE_PROFIT");
    }
}
