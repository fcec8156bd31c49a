package dev.aftm.domain.strategy;

import dev.aftm.domain.market.Tick;
import java.util.Collection;

/**
 * What turns ticks into signals. Implement this to bring a strategy of your own; {@code docs/extending} shows how.
 *
 * <p>A strategy is used by one thread only. It must be deterministic: the same conditions and the same ticks give the
 * same steps, since after a crash it is rebuilt from its stored conditions and goes on.
 */
public interface Strategy {

    /**
     * Takes one tick.
     *
     * @return the conditions that changed and the signals to send, in the order in which they are to be sent
     */
    StrategyStep onTick(Tick tick);

    /** The conditions that it works on, in the order of their creation. */
    Collection<Condition> conditions();

    /** Adds a condition, or replaces the one with the same id. */
    void put(Condition condition);

    /** Takes a condition out; without effect where there is none with this id. */
    void remove(long conditionId);
}
