package dev.aftm.domain.market;

import java.math.BigDecimal;

/** The format of prices and distances in points: how many digits they may have, and how they are normalized. */
public final class Points {

    /** The most digits allowed before the decimal point. */
    public static final int DIGITS = 9;

    /** The most digits allowed after the decimal point; the exchange's finest tick size needs 4. */
    public static final int DECIMALS = 4;

    private Points() {}

    /**
     * Whether a number fits {@link #DIGITS} and {@link #DECIMALS}. Looks at precision and scale only, because a number
     * such as 1E+999999999 must never be expanded.
     */
    public static boolean isPlain(BigDecimal number) {
        // A zero has no digits, but adding to a zero with a huge scale expands the sum to that scale.
        return number.signum() == 0
                ? Math.abs((long) number.scale()) <= DIGITS + DECIMALS
                : (number.precision() - (long) number.scale() <= DIGITS
                        && number.stripTrailingZeros().scale() <= DECIMALS);
    }

    /** The price without trailing zeros and without an exponent, so that equal prices are equal objects. */
    public static BigDecimal normalized(BigDecimal price) {
        BigDecimal stripped = price.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
