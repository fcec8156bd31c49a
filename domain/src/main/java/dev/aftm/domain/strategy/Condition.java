package dev.aftm.domain.strategy;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A standing instruction: when the price comes to a level and turns, enter; at a profit or a loss, leave. Immutable;
 * {@link #onPrice} gives its successor.
 *
 * @param id its number, never used again within one store; 1 or more
 * @param plan its levels, as they stand now: the trigger of a following condition moves
 * @param state how far it has come
 */
public record Condition(long id, ConditionPlan plan, ConditionState state) {

    public Condition {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(state, "state");
        if (id < 1) {
            throw new IllegalArgumentException("A condition's number is 1 or more, not " + id + ".");
        }
    }

    /** What one price does to a condition: its successor (itself where nothing changed), and why to trade, if at all. */
    record Step(Condition next, @Nullable SignalReason signal) {}

    /** A new condition, which waits for its trigger. */
    public static Condition waiting(long id, ConditionPlan plan) {
        return new Condition(id, plan, ConditionState.WAITING);
    }

    /** The same condition, further on. */
    public Condition withState(ConditionState newState) {
        return new Condition(id, plan, newState);
    }

    /** Makes at most one step, and after it trails the price where it follows. */
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
