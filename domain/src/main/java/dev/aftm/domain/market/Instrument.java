package dev.aftm.domain.market;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A futures contract that can be traded.
 *
 * @param itemCode the exchange's trading code, e.g. {@code TXFH1}
 * @param multiplier the value of one point for one contract, in the contract's currency; above 0
 */
public record Instrument(String itemCode, BigDecimal multiplier) {

    public Instrument {
        Objects.requireNonNull(itemCode, "itemCode");
        if (multiplier.signum() <= 0) {
            throw new IllegalArgumentException("A contract multiplier must be above 0, not " + multiplier + ".");
        }
    }
}
