package dev.aftm.domain.order;

/** Whether an order opens a position or closes one. */
public enum PositionEffect {
    OPEN,
    CLOSE,
    /** The exchange decides: closes first what is open the other way, opens with the rest. */
    AUTO
}
