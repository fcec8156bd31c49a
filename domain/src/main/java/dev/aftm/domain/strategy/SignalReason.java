package dev.aftm.domain.strategy;

/** The reason for a strategy's signal. */
public enum SignalReason {
    ENTRY,
    TAKE_PROFIT,
    STOP_LOSS
}
