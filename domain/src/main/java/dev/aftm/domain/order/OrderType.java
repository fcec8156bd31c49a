package dev.aftm.domain.order;

/** How an order is priced. */
public enum OrderType {
    /** At the given price or better. */
    LIMIT,
    /** At whatever the market gives. */
    MARKET,
    /** At the market within the range that the exchange sets (the exchange's "market with protection"). */
    RANGE_MARKET
}
