package dev.aftm.domain.market;

import java.math.BigDecimal;

/** What a number of points may look like. */
public final class Points {

    /** Digits that it may have before the decimal point. */
    public static final int DIGITS = 9;

    /** Digits that it may have after the decimal point; the exchange's finest tick needs 4. */
    public static final int DECIMALS = 4;

    private Points() {}

    /** Whether a number can be one of points; looks at its form only, since 1E+999999999 must never be written out. */
    public static boolean isPlain(BigDecimal number) {
        // A zero has no digits, but what is added to one of a monstrous scale gets as many as that.
        return number.signum() == 0
                ? Math.abs((long) number.scale()) <= DIGITS + DECIMALS
                : (number.precision() - (long) number.scale() <= DIGITS
                        && number.stripTrailingZeros().scale() <= DECIMALS);
    }

    /** The same price in the one spelling that makes equal prices equal: no needless zeros, no exponent. */
    public static BigDecimal normalized(BigDecimal price) {
        BigDecimal stripped = price.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
