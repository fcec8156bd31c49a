package dev.aftm.domain.order;

/** How long an order stays in the market. */
public enum TimeInForce {
    /** Rest of day: stays until it is filled or cancelled, or the trading day ends. */
    ROD,
    /** Immediate or cancel: fills what it can at once; the rest is cancelled. */
    IOC,
    /** Fill or kill: fills completely at once, or is cancelled. */
    FOK
}
