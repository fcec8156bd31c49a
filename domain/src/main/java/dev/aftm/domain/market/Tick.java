package dev.aftm.domain.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A trade reported by the market.
 *
 * @param itemCode the exchange's trading code, e.g. {@code TXFH1}
 * @param time the exchange's time of the trade
 * @param price traded price, in points; zero or negative is possible for a calendar spread
 * @param quantity contracts traded, 0 or more (0 if the exchange does not report it)
 */
public record Tick(String itemCode, Instant time, BigDecimal price, int quantity) {

    public Tick {
        Objects.requireNonNull(itemCode, "itemCode");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(price, "price");
        if (quantity < 0) {
            throw new IllegalArgumentException("A tick's quantity must be 0 or more, not " + quantity + ".");
        }
    }
}
