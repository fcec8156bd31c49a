package dev.aftm.domain.planted;

import java.math.BigDecimal;

/** Planted: two spellings of one price. */
public final class AsksWhetherEqual {

    @SuppressWarnings("BigDecimalEquals")
    boolean isSame(BigDecimal price, BigDecimal other) {
        return price.equals(other);
    }
}
