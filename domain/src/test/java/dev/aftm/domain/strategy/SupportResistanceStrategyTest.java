package dev.aftm.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SupportResistanceStrategyTest {

    private static final Instant NOON = Instant.parse("2021-07-26T04:00:00Z");

    private final Strategy strategy = new SupportResistanceStrategy("0123456789abcdef", "TXFH1");

    private void add(long id, Side action, int trigger, @Nullable String item) {
        strategy.put(Condition.waiting(
                id,
                new ConditionPlan(
                        action,
                        BigDecimal.valueOf(trigger),
                        2,
                        ConditionPlan.DEFAULT_TURNING_POINT,
                        ConditionPlan.DEFAULT_TAKE_PROFIT_POINT,
                        ConditionPlan.DEFAULT_STOP_LOSS_POINT,
                        false,
                        item)));
    }

    private List<TradingSignal> play(String item, int... prices) {
        List<TradingSignal> signals = new ArrayList<>();
        for (int price : prices) {
            signals.addAll(strategy.onTick(new Tick(item, NOON, BigDecimal.valueOf(price), 1))
                    .signals());
        }
        return signals;
    }

    @Test
    void a_condition_enters_exits_and_is_removed() {
        add(7, Side.BUY, 17_300, null);
        List<TradingSignal> signals = play("TXFH1", 17_301, 17_299, 17_314, 17_316, 17_404, 17_406, 17_200, 17_500);
        assertThat(signals)
                .containsExactly(
                        new TradingSignal(
                                "0123456789abcdef-7-entry",
                                7,
                                NOON,
                                "TXFH1",
                                Side.BUY,
                                2,
                                BigDecimal.valueOf(17_316),
                                SignalReason.ENTRY),
                        new TradingSignal(
                                "0123456789abcdef-7-exit",
                                7,
                                NOON,
                                "TXFH1",
                                Side.SELL,
                                2,
                                BigDecimal.valueOf(17_406),
                                SignalReason.TAKE_PROFIT));
        assertThat(strategy.conditions()).isEmpty();
    }

    @Test
    void ticks_of_other_instruments_are_ignored() {
        add(1, Side.BUY, 17_300, null);
        add(2, Side.BUY, 17_300, "MXFH1");
        assertThat(play("MXFH1", 17_300, 17_315))
                .extracting(TradingSignal::conditionId)
                .containsExactly(2L);
        assertThat(play("TXFH1", 17_300, 17_315))
                .extracting(TradingSignal::conditionId)
                .containsExactly(1L);
    }

    @Test
    void conditions_are_processed_in_order_of_creation() {
        add(3, Side.SELL, 17_300, null);
        add(1, Side.BUY, 17_300, null);
        add(2, Side.BUY, 17_300, null);
        assertThat(play("TXFH1", 17_300, 17_315))
                .extracting(TradingSignal::conditionId)
                .containsExactly(1L, 2L);
    }

    @Test
    void a_tick_that_changes_nothing_returns_nothing() {
        add(1, Side.BUY, 17_300, null);
        assertThat(strategy.onTick(new Tick("TXFH1", NOON, BigDecimal.valueOf(17_301), 1)))
                .isSameAs(StrategyStep.NOTHING);
    }

    @Test
    void a_removed_condition_does_nothing() {
        add(1, Side.BUY, 17_300, null);
        strategy.remove(1);
        assertThat(play("TXFH1", 17_300, 17_315)).isEmpty();
    }
}
