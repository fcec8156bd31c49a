package dev.aftm.domain.strategy;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A trading condition: enter when the price reaches a level and turns; exit at the take profit or stop loss. Immutable;
 * {@link #onPrice} returns its successor.
 *
 * @param id its number, 1 or more; never reused within one store
 * @param plan its current levels; the trigger of a following condition moves
 * @param state its progress
 */
public record Condition(long id, ConditionPlan plan, ConditionState state) {

    public Condition {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(state, "state");
        if (id < 1) {
            throw new IllegalArgumentException("A condition's number must be 1 or more, not " + id + ".");
        }
    }

    /** The effect of one price: the successor (the same object if nothing changed), and the reason to trade, or null. */
    record Step(Condition next, @Nullable SignalReason signal) {}

    /** Creates a condition that waits for its trigger. */
    public static Condition waiting(long id, ConditionPlan plan) {
        return new Condition(id, plan, ConditionState.WAITING);
    }

    /** Returns this condition in another state. */
    public Condition withState(ConditionState newState) {
        return new Condition(id, plan, newState);
    }

    /** Makes at most one step; afterwards the trigger of a following condition trails the price. */
    Step onPrice(BigDecimal price) {
        return switch (state) {
            case WAITING -> plan.isAtTrigger(price) ? awaiting(ConditionState.TRIGGERED, price) : unchanged();
            case TRIGGERED ->
                plan.isAtOrderPrice(price)
                        ? new Step(withState(ConditionState.ORDERED), SignalReason.ENTRY)
                        : awaiting(ConditionState.TRIGGERED, price);
            case ORDERED -> exiting(price);
            case EXITED, REJECTED, IN_DOUBT -> unchanged();
        };
    }

    private Step exiting(BigDecimal price) {
        if (plan.isAtTakeProfit(price)) {
            return new Step(withState(ConditionState.EXITED), SignalReason.TAKE_PROFIT);
        }
        if (plan.isAtStopLoss(price)) {
            return new Step(withState(ConditionState.EXITED), SignalReason.STOP_LOSS);
        }
        return unchanged();
    }

    private Step awaiting(ConditionState next, BigDecimal price) {
        ConditionPlan trailed = plan.trailing(price);
        return next == state && trailed.equals(plan) ? unchanged() : new Step(new Condition(id, trailed, next), null);
    }

    private Step unchanged() {
        return new Step(this, null);
    }
}
