package dev.aftm.domain.strategy;

import java.util.List;

/**
 * What one tick did to a strategy.
 *
 * @param changed the conditions in their new form, to be kept
 * @param signals what to trade, to be sent once the changes are kept
 */
public record StrategyStep(List<Condition> changed, List<TradingSignal> signals) {

    /** The step that most ticks are: nothing happened. */
    public static final StrategyStep NOTHING = new StrategyStep(List.of(), List.of());

    public StrategyStep {
        changed = List.copyOf(changed);
        signals = List.copyOf(signals);
    }
}
