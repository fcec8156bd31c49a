package dev.aftm.domain.strategy;

/** Why a strategy wants to trade. */
public enum SignalReason {
    ENTRY,
    TAKE_PROFIT,
    STOP_LOSS
}
