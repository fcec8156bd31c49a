package dev.aftm.domain.order;

/** How long an order stays in the market. */
public enum TimeInForce {
    /** Rest of day: stays until filled, cancelled, or the trading day ends. */
    ROD,
    /** Immediate or cancel: what cannot be filled at once is cancelled. */
    IOC,
    /** Fill or kill: filled wholly at once or not at all. */
    FOK
}
