package dev.aftm.domain.order;

import java.util.Arrays;
import java.util.Optional;

/** How an order is priced. */
public enum OrderType {
    /** At the given price or better. */
    LIMIT("limit"),
    /** At whatever the market gives. */
    MARKET("market"),
    /** At the market within the range that the exchange sets (the exchange's "market with protection"). */
    MARKET_WITH_PROTECTION("range_market");

    private final String code;

    OrderType(String code) {
        this.code = code;
    }

    /** Its word in files, messages and options, which stays when the constant is renamed. */
    public String code() {
        return code;
    }

    /** The type that a word stands for, in upper or lower case; empty where it stands for none. */
    public static Optional<OrderType> ofCode(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equalsIgnoreCase(code))
                .findFirst();
    }
}
