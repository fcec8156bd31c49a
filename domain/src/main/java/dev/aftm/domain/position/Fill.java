package dev.aftm.domain.position;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of our own: (part of) an order met the market.
 *
 * @param orderSerial the exchange's number of the order
 * @param account whose trade it is
 * @param itemCode what was traded
 * @param side which way
 * @param quantity contracts, 1 or more
 * @param price in points
 * @param time by the exchange's clock
 */
public record Fill(
        String orderSerial, String account, String itemCode, Side side, int quantity, BigDecimal price, Instant time) {

    public Fill {
        if (quantity < 1) {
            throw new IllegalArgumentException("A fill's quantity is 1 or more, not " + quantity + ".");
        }
    }
}
