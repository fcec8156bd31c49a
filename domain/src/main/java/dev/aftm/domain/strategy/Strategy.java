package dev.aftm.domain.strategy;

import dev.aftm.domain.market.Tick;
import java.util.Collection;

/**
 * A strategy turns ticks into signals. To add your own, implement this interface; {@code docs/extending/strategy.md} shows
 * how.
 *
 * <p>A strategy is used by one thread. It must be deterministic: the same conditions and the same ticks must lead to the same
 * steps, because after a crash it is rebuilt from its stored conditions and continues.
 */
public interface Strategy {

    /**
     * Processes one tick.
     *
     * @return the changed conditions and the signals to send, in sending order
     */
    StrategyStep onTick(Tick tick);

    /** All conditions, in order of creation. */
    Collection<Condition> conditions();

    /** Adds a condition, or replaces the one with the same id. */
    void put(Condition condition);

    /** Removes a condition; does nothing if there is none with this id. */
    void remove(long conditionId);
}
