package dev.aftm.domain.strategy;

import dev.aftm.domain.market.Tick;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The built-in strategy. Each condition waits until the price reaches a level (support for a buy, resistance for a sell) and
 * turns; then it enters, and exits at its take profit or stop loss. See {@link ConditionPlan} for the levels.
 *
 * <p>On each tick, every condition makes at most one step, in order of creation.
 */
public final class SupportResistanceStrategy implements Strategy {

    private final String storeId;
    private final String registeredItem;
    private final Map<Long, Condition> conditions = new TreeMap<>();

    /**
     * @param storeId the id of the conditions' store; it is the first part of every signal's id, so that signals of
     *     different stores never have the same id
     * @param registeredItem the trading code for conditions that name no instrument
     */
    public SupportResistanceStrategy(String storeId, String registeredItem) {
        this.storeId = storeId;
        this.registeredItem = registeredItem;
    }

    @Override
    public StrategyStep onTick(Tick tick) {
        List<Condition> changed = null;
        List<TradingSignal> signals = null;
        for (Map.Entry<Long, Condition> entry : conditions.entrySet()) {
            Condition condition = entry.getValue();
            if (!itemOf(condition).equals(tick.itemCode())) {
                continue;
            }
            Condition.Step step = condition.onPrice(tick.price());
            if (step.next().equals(condition)) {
                continue;
            }
            entry.setValue(step.next());
            changed = changed == null ? new ArrayList<>() : changed;
            changed.add(step.next());
            SignalReason reason = step.signal();
            if (reason != null) {
                signals = signals == null ? new ArrayList<>() : signals;
                signals.add(signal(condition, reason, tick));
            }
        }
        if (changed == null) {
            return StrategyStep.NOTHING;
        }
        conditions.values().removeIf(condition -> condition.state() == ConditionState.EXITED);
        return new StrategyStep(changed, signals == null ? List.of() : signals);
    }

    @Override
    public Collection<Condition> conditions() {
        return Collections.unmodifiableCollection(conditions.values());
    }

    @Override
    public void put(Condition condition) {
        conditions.put(condition.id(), condition);
    }

    @Override
    public void remove(long conditionId) {
        conditions.remove(conditionId);
    }

    private String itemOf(Condition condition) {
        String item = condition.plan().itemCode();
        return item == null ? registeredItem : item;
    }

    private TradingSignal signal(Condition condition, SignalReason reason, Tick tick) {
        boolean entry = reason == SignalReason.ENTRY;
        ConditionPlan plan = condition.plan();
        return new TradingSignal(
                TradingSignal.id(storeId, condition.id(), reason),
                condition.id(),
                tick.time(),
                tick.itemCode(),
                entry ? plan.action() : plan.action().opposite(),
                plan.quantity(),
                tick.price(),
                reason);
    }
}
