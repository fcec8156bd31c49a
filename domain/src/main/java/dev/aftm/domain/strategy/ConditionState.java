package dev.aftm.domain.strategy;

/** How far a condition has come. */
public enum ConditionState {
    /** The price has not yet come to the trigger. */
    WAITING,
    /** The price has been at the trigger; the turn to the order price is awaited. */
    TRIGGERED,
    /** The entry signal is out; take profit or stop loss is awaited. */
    ORDERED,
    /** The exit signal is out; the condition is done. */
    EXITED,
    /** The exchange certainly did not take the entry; the condition is done. */
    REJECTED,
    /** Nobody knows whether a signal became an order; the condition does nothing more until a person removes it. */
    IN_DOUBT
}
