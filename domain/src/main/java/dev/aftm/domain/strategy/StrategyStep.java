package dev.aftm.domain.strategy;

import java.util.List;

/**
 * The effect of one tick on a strategy.
 *
 * @param changed the changed conditions, to be stored
 * @param signals the signals, to be sent after the changes are stored
 */
public record StrategyStep(List<Condition> changed, List<TradingSignal> signals) {

    /** The step without any change, which is the result of most ticks. */
    public static final StrategyStep NOTHING = new StrategyStep(List.of(), List.of());

    public StrategyStep {
        changed = List.copyOf(changed);
        signals = List.copyOf(signals);
    }
}
