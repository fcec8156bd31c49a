package dev.aftm.domain.order;

/** Whether an order opens a position or closes one. */
public enum PositionEffect {
    OPEN,
    CLOSE,
    /** The exchange decides: the order first closes an opposite position, and the rest opens. */
    AUTO
}
