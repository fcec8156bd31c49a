package dev.aftm.domain.strategy;

/** A condition's progress. */
public enum ConditionState {
    /** The price has not reached the trigger yet. */
    WAITING,
    /** The price has reached the trigger; the condition waits for the turn to the order price. */
    TRIGGERED,
    /** The entry signal was sent; the condition waits for take profit or stop loss. */
    ORDERED,
    /** The exit signal was sent; the condition is finished. */
    EXITED,
    /** The entry was rejected, so there is no position; the condition is finished. */
    REJECTED,
    /**
     * It is not known whether a signal became an order, or its exit was rejected and the position is still open; the
     * condition does nothing until a person removes it.
     */
    IN_DOUBT
}
