package dev.aftm.domain.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * One trade that the market reported.
 *
 * @param itemCode the exchange's trading code, e.g. {@code TXFH1}
 * @param time when the trade took place, by the exchange's clock
 * @param price the traded price, in points; a calendar spread's may be zero or negative
 * @param quantity contracts traded, 0 or more (0 where the exchange does not say)
 */
public record Tick(String itemCode, Instant time, BigDecimal price, int quantity) {

    public Tick {
        Objects.requireNonNull(itemCode, "itemCode");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(price, "price");
        if (quantity < 0) {
            throw new IllegalArgumentException("A tick's quantity is 0 or more, not " + quantity + ".");
        }
    }
}
