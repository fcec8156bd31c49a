package dev.aftm.domain.order;

import java.util.Arrays;
import java.util.Optional;

/** The price type of an order. */
public enum OrderType {
    /** Trades at the given price or better. */
    LIMIT("limit"),
    /** Trades at any market price. */
    MARKET("market"),
    /** Trades at market prices within a range set by the exchange (its "market with protection"). */
    MARKET_WITH_PROTECTION("range_market");

    private final String code;

    OrderType(String code) {
        this.code = code;
    }

    /** The word for this type in files, messages and options; it does not change when the constant is renamed. */
    public String code() {
        return code;
    }

    /** The type with this {@link #code}, ignoring case; empty if there is none. */
    public static Optional<OrderType> ofCode(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equalsIgnoreCase(code))
                .findFirst();
    }
}
